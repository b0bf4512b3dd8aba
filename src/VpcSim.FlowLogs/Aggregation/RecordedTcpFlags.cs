namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The TCP flags that flow logs record. (VPC guide, "Flow log records", tcp-flags)</summary>
public static class RecordedTcpFlags
{
    private const int FinSynRst = 1 | 2 | 4;
    private const int Syn = 2;
    private const int Ack = 16;

    /// <summary>FIN 1, SYN 2, RST 4 as they stand, and 16 for an ACK beside a SYN; every other flag, and ACK alone, is 0.</summary>
    /// <param name="wireFlags">The flags octet of the TCP header (RFC 9293 section 3.1).</param>
    public static byte Of(byte wireFlags) => (byte)((wireFlags & FinSynRst) | (wireFlags & Ack & ((wireFlags & Syn) << 3)));
}
