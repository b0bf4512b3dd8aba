using System.Diagnostics.CodeAnalysis;

namespace VpcSim.DataPath.Flows;

/// <summary>What is kept of a conversation: both directions' remembered paths, and what became of their latest packets.</summary>
internal struct Conversation
{
    /// <summary>Time of the latest packet in nanoseconds.</summary>
    public long LastSeenNs;

    /// <summary>Raised whenever a connection of this conversation is created, advances or ends: what was remembered before no longer holds.</summary>
    public uint Version;

    /// <summary>Slot of the remembered path of packets from the lower end; −1 for none.</summary>
    public int PathFromLow;

    /// <summary>Slot of the remembered path of packets from the higher end; −1 for none.</summary>
    public int PathFromHigh;

    /// <summary>Number of the latest packet of the lower end that failed; 0 if its latest one arrived.</summary>
    public long BlameLow;

    /// <summary>The same for the higher end.</summary>
    public long BlameHigh;

    public ConversationFacts Facts;

    /// <summary>The lowest maximum segment size that a SYN announced; 0 for unknown.</summary>
    public ushort Mss;

    /// <summary>Whatever the owner of the run notes of the conversation; see <see cref="FlowRef.Mark"/>.</summary>
    public byte Mark;

    /// <summary>Dropped packets of both directions.</summary>
    public long Drops;

    /// <summary>Packets of both directions that were not sent.</summary>
    public long NotSent;

    /// <summary>Packet number of the first drop.</summary>
    public long FirstDropNumber;

    /// <summary>Number of the first drop's verdict in the verdict book.</summary>
    public int FirstDropVerdict;

    /// <summary>The sequence numbers whose echo requests arrived; −1 for none.</summary>
    public int EchoLedger;

    /// <summary>The remembered path's slot of one direction.</summary>
    /// <param name="fromHigh">1 for packets of the higher end, else 0.</param>
    [UnscopedRef]
    public ref int PathFrom(int fromHigh) => ref fromHigh != 0 ? ref PathFromHigh : ref PathFromLow;

    /// <summary>The blame of one end; see <see cref="BlameLow"/>.</summary>
    [UnscopedRef]
    public ref long Blame(int fromHigh) => ref fromHigh != 0 ? ref BlameHigh : ref BlameLow;
}
