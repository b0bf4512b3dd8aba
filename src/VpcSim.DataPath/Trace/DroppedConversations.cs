using VpcSim.DataPath.Flows;

namespace VpcSim.DataPath.Trace;

/// <summary>The conversations that lost the most packets, a bounded list: most drops first, then the earliest.</summary>
public sealed class DroppedConversations
{
    /// <summary>How many are kept.</summary>
    public const int Most = 20;

    private readonly List<DroppedConversation> _top = new(Most + 1);

    public IReadOnlyList<DroppedConversation> Top => _top;

    /// <summary>How many conversations lost packets, kept or not.</summary>
    public long Total { get; private set; }

    internal void Offer(in FlowKey key, in Losses losses)
    {
        if (losses.Drops == 0) return;
        Total++;
        if (_top.Count == Most && !Precedes(losses.Drops, losses.FirstDropNumber, _top[^1])) return;
        bool fromHigh = losses.FirstDropFromHigh;
        (ushort low, ushort high) = key.Ports;
        var made = new DroppedConversation(
            key.Protocol,
            fromHigh ? key.High : key.Low, fromHigh ? high : low,
            fromHigh ? key.Low : key.High, fromHigh ? low : high,
            losses.Drops, losses.NotSent, losses.FirstDropNumber, losses.FirstDropVerdict);
        int at = _top.Count;
        while (at > 0 && Precedes(made.Drops, made.FirstDropNumber, _top[at - 1])) at--;
        _top.Insert(at, made);
        if (_top.Count > Most) _top.RemoveAt(Most);
    }

    private static bool Precedes(long drops, long firstDropNumber, DroppedConversation other) =>
        drops != other.Drops ? drops > other.Drops : firstDropNumber < other.FirstDropNumber;
}
