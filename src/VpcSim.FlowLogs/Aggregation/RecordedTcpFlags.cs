using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The TCP flags that flow logs record. (VPC guide, "Flow log records", tcp-flags)</summary>
public static class RecordedTcpFlags
{
    /// <summary>The bit of a packet whose flags cannot be: SYN beside FIN or RST. <c>tcp-flags</c> is then a dash.</summary>
    public const byte Impossible = 128;

    private const int Fin = 1, Syn = 2, Reset = 4, Ack = 16;
    private const int FinSynRst = Fin | Syn | Reset;

    /// <summary>FIN 1, SYN 2, RST 4 as they stand, and 16 for an ACK beside a SYN; every other flag, and ACK alone, is 0.</summary>
    /// <param name="wireFlags">The flags octet of the TCP header (RFC 9293 section 3.1).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Of(byte wireFlags)
    {
        int syn = wireFlags & Syn;
        int impossible = (syn << 6) & (((wireFlags & Fin) << 7) | ((wireFlags & Reset) << 5));
        return (byte)((wireFlags & FinSynRst) | (wireFlags & Ack & (syn << 3)) | impossible);
    }
}
