namespace VpcSim.Benchmarks.Captures;

/// <summary>A packet that is to be written: microseconds after the start, whose, which way, and how many bytes of payload.</summary>
public readonly record struct PlannedPacket(long TimeUs, int Sequence, int Conversation, ushort Payload, TcpFlags Flags, bool Back)
    : IComparable<PlannedPacket>
{
    /// <summary>By time; at equal times as planned.</summary>
    public int CompareTo(PlannedPacket other) =>
        TimeUs != other.TimeUs ? TimeUs.CompareTo(other.TimeUs) : Sequence.CompareTo(other.Sequence);
}
