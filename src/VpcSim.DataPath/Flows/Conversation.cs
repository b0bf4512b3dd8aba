using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows;

/// <summary>What is kept of a conversation: both directions' remembered paths, the connections that track it, and what became of its latest packets. 33 bytes: 48
/// with the key and the table's byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct Conversation
{
    /// <summary>Time of the latest packet in nanoseconds.</summary>
    public long LastSeenNs;

    /// <summary>Raised whenever a connection of this conversation is created, advances or ends: what was remembered before no longer holds.</summary>
    public uint Version;

    /// <summary>Slot of the remembered path of packets from the lower end; −1 for none.</summary>
    public int PathFromLow;

    /// <summary>Slot of the remembered path of packets from the higher end; −1 for none. Stands right behind the other, for <see cref="PathFrom"/>.</summary>
    public int PathFromHigh;

    /// <summary>Slot of the first connection that tracks this tuple, from which the others follow; negative for none.</summary>
    public int FirstConnection;

    /// <summary>Slot of its <see cref="ConversationRest"/>; −1 for none.</summary>
    public int Rest;

    public ConversationFacts Facts;

    /// <summary>The lowest maximum segment size that a SYN announced; 0 for unknown.</summary>
    public ushort Mss;

    /// <summary>Whatever the owner of the run notes of the conversation; see <see cref="FlowRef.Mark"/>.</summary>
    public byte Mark;

    /// <summary>Makes this one of which no packet was seen yet.</summary>
    public void Begin()
    {
        this = default;
        PathFromLow = PathFromHigh = FirstConnection = Rest = -1;
    }

    /// <summary>Whether packets were seen; where none was, connections alone know the tuple (as that of a NAT gateway's outside).</summary>
    public readonly bool IsSeen => (Facts & ConversationFacts.Seen) != 0;

    /// <summary>The remembered path's slot of one direction.</summary>
    /// <param name="fromHigh">1 for packets of the higher end, else 0.</param>
    [UnscopedRef]
    public ref int PathFrom(int fromHigh) => ref Unsafe.Add(ref PathFromLow, fromHigh);
}
