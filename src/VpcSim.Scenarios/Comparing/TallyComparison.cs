using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Compares two runs in which hosts answered by themselves: conversation by conversation, the fates that its packets met in each direction.</summary>
internal sealed class TallyComparison
{
    private readonly FateNumbers _fates = new();

    public TallyComparison(Design old, Design changed)
    {
        Old = new ConversationTallies(old, _fates);
        New = new ConversationTallies(changed, _fates);
    }

    public ConversationTallies Old { get; }

    public ConversationTallies New { get; }

    /// <summary>What differs, when both runs are over.</summary>
    public ComparisonResult Result()
    {
        var changed = new List<ChangedConversation>();
        IEnumerable<ConversationKey> all = Old.Conversations.Concat(New.Conversations.Where(key => !Old.Has(key)));
        foreach (ConversationKey key in all)
        {
            FateChange[] changes = [.. ChangesOf(key), .. ChangesOf(key.Reversed)];
            if (changes.Length == 0) continue;
            var conversation = new ChangedConversation(key);
            foreach (FateChange change in changes) conversation.Add(change);
            changed.Add(conversation);
        }
        return new ComparisonResult([.. changed], changed.Sum(static conversation => conversation.Packets), Old.Packets, New.Packets);
    }

    // Fates that both sides have are no difference, however often they were met: a host that gets no answer sends more. What only one side has stands side by side.
    private IEnumerable<FateChange> ChangesOf(ConversationKey direction)
    {
        ConversationTallies.Tally[] old = OnlyIn(Old.Of(direction), New.Of(direction)), now = OnlyIn(New.Of(direction), Old.Of(direction));
        for (int i = 0; i < Math.Max(old.Length, now.Length); i++)
        {
            ConversationTallies.Tally? before = i < old.Length ? old[i] : null, after = i < now.Length ? now[i] : null;
            yield return new FateChange(SideOf(before), SideOf(after), (before ?? after)!.First.Number);
        }
    }

    private static ConversationTallies.Tally[] OnlyIn(IReadOnlyList<ConversationTallies.Tally> one, IReadOnlyList<ConversationTallies.Tally> other) =>
        [.. one.Where(tally => other.All(known => known.First.Fate != tally.First.Fate))];

    private SideFate? SideOf(ConversationTallies.Tally? tally) => tally is null ? null : new SideFate(_fates[tally.First.Fate], tally.Packets, tally.Reason);
}
