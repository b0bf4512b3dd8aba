using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>The front of a conversation that is put aside; behind it stand, where it has them, its losses, its echo requests and its connections.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ColdFlow
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

    /// <summary>All of the flow that stands first.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> flows) => flows[..MemoryMarshal.AsRef<ColdFlow>(flows).Length];
}
