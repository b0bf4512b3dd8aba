using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

public class LibpcapTests
{
    [Fact]
    public void What_needs_it_is_told_the_package_where_it_is_missing_and_nothing_where_it_is_there()
    {
        string? problem = Libpcap.ProblemOf("--filter");
        if (Libpcap.IsAvailable) Assert.Null(problem);
        else Assert.Contains("--filter needs libpcap, which is not installed here; install it (Debian, Ubuntu: apt install libpcap0.8", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_its_version()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        Assert.Matches("[0-9]+\\.[0-9]+", Libpcap.Version);
    }
}
