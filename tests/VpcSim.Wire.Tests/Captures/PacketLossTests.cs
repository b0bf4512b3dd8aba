using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>Packets of an interface that the machine could not keep up with are told.</summary>
public class PacketLossTests
{
    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 7)]
    [InlineData(5, 7)]
    public void What_the_kernel_or_the_interface_dropped_is_told_beside_what_was_read(long byKernel, long byInterface)
    {
        string loss = PacketLoss.Told("eth0", byKernel, byInterface, 1000)!;
        Assert.StartsWith($"eth0: {byKernel} packets were dropped by the kernel and {byInterface} by the interface, beside the 1000 that were read. ", loss, StringComparison.Ordinal);
        Assert.Contains("--filter", loss, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_told_where_nothing_was_dropped() => Assert.Null(PacketLoss.Told("eth0", 0, 0, 1000));
}
