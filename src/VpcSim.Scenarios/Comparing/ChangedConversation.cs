using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Comparing;

/// <summary>A conversation some of whose packets fare otherwise in the new design.</summary>
public sealed class ChangedConversation
{
    private const int MostChanges = 16;
    private readonly List<(int Old, int New, FateChange Change)> _changes = [];

    internal ChangedConversation(ConversationKey key) => Key = key;

    /// <summary>Its ends in the old design's terms.</summary>
    public ConversationKey Key { get; }

    /// <summary>How many of its packets fare otherwise.</summary>
    public long Packets { get; private set; }

    /// <summary>How they do, in the order in which the first of each way came; at most 16.</summary>
    public IEnumerable<FateChange> Changes => _changes.Select(static change => change.Change);

    /// <summary>Packets that fare otherwise in still more ways.</summary>
    public long Others { get; private set; }

    public long FirstNumber => _changes[0].Change.FirstNumber;

    internal void Add(int oldFate, int newFate, FateNumbers fates, in SidePacket old, in SidePacket now)
    {
        Packets++;
        for (int i = 0; i < _changes.Count; i++)
        {
            (int Old, int New, FateChange Change) known = _changes[i];
            if (known.Old != oldFate || known.New != newFate) continue;
            _changes[i] = known with { Change = known.Change with { Old = OneMore(known.Change.Old!), New = OneMore(known.Change.New!) } };
            return;
        }
        if (_changes.Count == MostChanges) Others++;
        else _changes.Add((oldFate, newFate, new FateChange(new SideFate(fates[oldFate], 1, old.Reason), new SideFate(fates[newFate], 1, now.Reason), old.Number)));
    }

    internal void Add(FateChange change)
    {
        Packets += Math.Max(change.Old?.Packets ?? 0, change.New?.Packets ?? 0);
        if (_changes.Count == MostChanges) Others += Math.Max(change.Old?.Packets ?? 0, change.New?.Packets ?? 0);
        else _changes.Add((-1, -1, change));
    }

    private static SideFate OneMore(SideFate side) => side with { Packets = side.Packets + 1 };
}
