using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>The front of a conversation that is put aside; behind it stand, where it has them, its losses, its echo requests and its connections.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ColdFlow : IColdFront<FlowKey>
{
    public FlowKey Key;

    /// <inheritdoc cref="Conversation.LastSeenNs"/>
    public long LastSeenNs;

    public uint Hash;

    /// <summary>All bytes that it takes, these included.</summary>
    public ushort Length;

    public ConversationFacts Facts;

    /// <inheritdoc cref="Conversation.Mss"/>
    public ushort Mss;

    /// <inheritdoc cref="Conversation.Mark"/>
    public byte Mark;

    public byte Connections;

    public bool HasLosses;

    public bool HasEchoes;

    readonly uint IColdFront<FlowKey>.Hash => Hash;

    readonly int IColdFront<FlowKey>.Length => Length;

    public readonly bool IsOf(in FlowKey key) => Key.Matches(in key);
}
