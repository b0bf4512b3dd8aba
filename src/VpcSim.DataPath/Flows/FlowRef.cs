namespace VpcSim.DataPath.Flows;

/// <summary>A conversation and the direction in which a packet goes through it. Valid until the next packet is looked up.</summary>
public readonly ref struct FlowRef
{
    internal readonly ref Conversation Conversation;

    internal FlowRef(ref Conversation conversation, int fromHigh)
    {
        Conversation = ref conversation;
        FromHigh = fromHigh;
    }

    /// <summary>1 when the packet comes from the numerically higher end, else 0.</summary>
    public int FromHigh { get; }

    /// <summary>A small number that the caller keeps with the conversation; 0 at first.</summary>
    public ref byte Mark => ref Conversation.Mark;
}
