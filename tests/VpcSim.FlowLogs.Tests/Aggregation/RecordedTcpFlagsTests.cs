using VpcSim.FlowLogs.Aggregation;

namespace VpcSim.FlowLogs.Tests.Aggregation;

// VPC guide, "Flow log records", tcp-flags
public class RecordedTcpFlagsTests
{
    [Theory]
    [InlineData(0x01, 1)]
    [InlineData(0x02, 2)]
    [InlineData(0x04, 4)]
    [InlineData(0x12, 18)]
    [InlineData(0x10, 0)] // ACK alone
    [InlineData(0x18, 0)] // PSH, ACK
    [InlineData(0x42, 2)] // SYN, ECE
    [InlineData(0xC2, 2)] // SYN, ECE, CWR
    [InlineData(0x11, 1)] // FIN, ACK
    [InlineData(0x14, 4)] // RST, ACK
    [InlineData(0x00, 0)]
    public void FIN_SYN_RST_are_recorded_and_ACK_only_beside_SYN(byte onTheWire, byte recorded)
    {
        Assert.Equal(recorded, RecordedTcpFlags.Of(onTheWire));
    }

    [Theory] // VPC guide, "Flow log records", tcp-flags: if the value cannot be computed, the field is a dash
    [InlineData(0x03)] // SYN, FIN
    [InlineData(0x06)] // SYN, RST
    [InlineData(0x17)] // SYN, FIN, RST, ACK
    [InlineData(0xFF)]
    public void A_SYN_beside_FIN_or_RST_cannot_be(byte onTheWire) =>
        Assert.NotEqual(0, RecordedTcpFlags.Of(onTheWire) & RecordedTcpFlags.Impossible);
}
