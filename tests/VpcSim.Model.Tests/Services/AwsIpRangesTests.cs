using VpcSim.Model.Addressing;
using VpcSim.Model.Services;
using VpcSim.TestSupport;

namespace VpcSim.Model.Tests.Services;

public class AwsIpRangesTests
{
    private static readonly string _published = Path.Combine(RepositoryRoot(), "..", "shared", "reference", "ip-ranges.json");

    [Fact]
    public void The_table_says_when_AWS_made_the_list() => Assert.Equal("2026-08-22-15-17-05", AwsIpRanges.Default.CreateDate);

    [Theory] // VPC guide, "Flow log records", pkt-src-aws-service: one code where ranges overlap; S3 lies inside EC2's and AMAZON's
    [InlineData("52.216.1.1", "S3")]
    [InlineData("52.94.0.5", "DYNAMODB")]
    [InlineData("3.5.0.1", "S3")]
    [InlineData("18.97.0.1", "EC2")]
    public void An_address_has_the_code_of_its_most_specific_service(string address, string service) =>
        Assert.Equal(service, AwsIpRanges.Default.ServiceOf(IpAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("8.8.8.8")]
    [InlineData("203.0.113.9")]
    [InlineData("2001:db8::1")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void An_address_outside_AWS_has_no_code(string address) => Assert.Null(AwsIpRanges.Default.ServiceOf(IpAddress.Parse(address)));

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        AwsIpRanges ranges = AwsIpRanges.Default;
        IpAddress address = IpAddress.Parse("52.216.1.1");
        Assert.NotNull(ranges.ServiceOf(address));
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (uint i = 0; i < 10_000; i++) ranges.ServiceOf(IpAddress.FromIPv4(i * 429_497));
        }));
    }

    [Fact]
    public void The_ranges_of_one_service_are_sorted_and_of_one_family()
    {
        var prefixes = AwsIpRanges.Default.Prefixes("S3", "us-east-1", ipv4: true);
        Assert.NotEmpty(prefixes);
        Assert.All(prefixes, prefix => Assert.True(prefix.IsIPv4));
        Assert.Equal(prefixes.Order(), prefixes);
        Assert.All(AwsIpRanges.Default.Prefixes("S3", "us-east-1", ipv4: false), prefix => Assert.False(prefix.IsIPv4));
        Assert.Empty(AwsIpRanges.Default.Prefixes("S3", "xx-nowhere-1", ipv4: true));
    }

    [Fact]
    public void Local_zones_are_in_a_regions_ranges_and_not_in_its_own()
    {
        AwsIpRanges ranges = AwsIpRanges.Default;
        Cidr houston = Cidr.Parse("3.2.0.0/24");
        Assert.Contains(houston, ranges.Prefixes("EC2", "us-east-1", ipv4: true));
        Assert.DoesNotContain(houston, ranges.RegionalPrefixes("EC2", "us-east-1", ipv4: true));
    }

    [Fact]
    public void The_compact_table_says_what_the_published_file_says()
    {
        Assert.SkipUnless(File.Exists(_published), "the published file is not here");
        AwsIpRanges published = AwsIpRanges.Load(_published);
        Assert.Equal(published.CreateDate, AwsIpRanges.Default.CreateDate);
        foreach (string service in (string[])["S3", "DYNAMODB", "EC2", "AMAZON"])
        {
            foreach (string region in (string[])["us-east-1", "eu-west-1", "ap-northeast-1", "GLOBAL"])
            {
                Assert.Equal(published.Prefixes(service, region, ipv4: true), AwsIpRanges.Default.Prefixes(service, region, ipv4: true));
                Assert.Equal(published.RegionalPrefixes(service, region, ipv4: false), AwsIpRanges.Default.RegionalPrefixes(service, region, ipv4: false));
            }
        }
        for (uint i = 0; i < 100_000; i++)
        {
            IpAddress address = IpAddress.FromIPv4(i * 42_949);
            Assert.Equal(published.ServiceOf(address), AwsIpRanges.Default.ServiceOf(address));
        }
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\"prefixes\": [", "not JSON")]
    [InlineData("[]", "the root is no object")]
    [InlineData("{}", "neither \"prefixes\" nor \"ipv6_prefixes\"")]
    [InlineData("{\"prefixes\": [], \"ipv6_prefixes\": []}", "it names no range; fetch https://")]
    [InlineData("{\"prefixes\": 1}", "\"prefixes\" is no array")]
    [InlineData("{\"prefixes\": [1]}", "prefixes[0] has no \"ip_prefix\"")]
    [InlineData("{\"prefixes\": [{\"ip_prefix\": \"nonsense\"}]}", "prefixes[0]: 'nonsense' is no CIDR block")]
    [InlineData("{\"prefixes\": [{\"ip_prefix\": \"1.2.3.0/24\"}]}", "prefixes[0] has no \"region\"")]
    public void A_file_of_another_form_is_refused_with_its_name_and_place(string json, string detail)
    {
        string path = Path.Combine(Path.GetTempPath(), $"vpcsim-ranges-{Environment.ProcessId}-{Math.Abs(json.Length * 31 + detail.Length)}.json");
        File.WriteAllText(path, json);
        try
        {
            FormatException refused = Assert.Throws<FormatException>(() => AwsIpRanges.Load(path));
            Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
            Assert.Contains(detail, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_newer_file_takes_the_tables_place()
    {
        string path = Path.Combine(Path.GetTempPath(), $"vpcsim-ranges-{Environment.ProcessId}-newer.json");
        File.WriteAllText(path, """
            {"createDate": "2030-01-01-00-00-00",
             "prefixes": [{"ip_prefix": "203.0.113.0/24", "region": "us-east-1", "service": "AMAZON", "network_border_group": "us-east-1"},
                          {"ip_prefix": "203.0.113.64/26", "region": "us-east-1", "service": "S3", "network_border_group": "us-east-1"}],
             "ipv6_prefixes": []}
            """);
        try
        {
            AwsIpRanges ranges = AwsIpRanges.Load(path);
            Assert.Equal("2030-01-01-00-00-00", ranges.CreateDate);
            Assert.Equal("AMAZON", ranges.ServiceOf(IpAddress.Parse("203.0.113.63")));
            Assert.Equal("S3", ranges.ServiceOf(IpAddress.Parse("203.0.113.64")));
            Assert.Equal("AMAZON", ranges.ServiceOf(IpAddress.Parse("203.0.113.128")));
            Assert.Null(ranges.ServiceOf(IpAddress.Parse("203.0.114.0")));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "VpcSim.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? RootOfSource();
    }

    private static string RootOfSource([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
