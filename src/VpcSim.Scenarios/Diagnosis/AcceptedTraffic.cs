using System.Collections.Immutable;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>The accepted conversations of a period in a design: which rules decided about them at the interfaces that were logged.</summary>
/// <remarks>A record is evidence of what its own interface and subnet let pass, and of nothing that comes before or behind them.</remarks>
internal sealed class AcceptedTraffic
{
    private readonly List<(Conversation Conversation, bool First, bool Answer)> _passed = [];
    private readonly Dictionary<RuleKey, RuleUse> _uses = [];
    private readonly ConversationWalks _walks;
    private readonly GroupRules _rules;
    private readonly int[] _aclOf;

    public AcceptedTraffic(FlowBook book, Design design, ConversationWalks walks, CancellationToken cancellation)
    {
        (_walks, _rules) = (walks, new GroupRules(walks.Fabric));
        _aclOf = AclsOf(design);
        var places = new InterfacePlaces(design);
        places.Settle(book.Witnesses);
        var beginnings = new Beginnings(design, places);
        var logged = ImmutableHashSet.CreateBuilder<int>();
        foreach (LoggedInterface eni in book.Interfaces)
            if (places.Of(eni) is [var place]) logged.Add(place);
        Logged = logged.ToImmutable();
        HashSet<RecordedFlow> seen = [];
        foreach (RecordedFlow flow in book.Flows)
        {
            if (flow.Accepted.IsEmpty || !seen.Add(flow)) continue;
            cancellation.ThrowIfCancellationRequested();
            ImmutableArray<int> candidates = places.Of(flow.At);
            if (candidates is not [var place])
            {
                if (candidates.IsEmpty) NotPlaced += flow.Accepted.Records;
                else Ambiguous += flow.Accepted.Records;
                continue;
            }
            if (flow.Opposite is { } opposite) seen.Add(opposite);
            bool egress = flow.Egress ?? places.Owns(place, flow.Source), began = beginnings.Began(flow);
            Take(Conversation.Of(flow, place, egress, began), began ? flow : flow.Opposite, began ? flow.Opposite : flow);
        }
    }

    /// <summary>The interfaces that have records, by their places.</summary>
    public ImmutableHashSet<int> Logged { get; }

    /// <summary>Accepted records of interfaces that the design does not hold.</summary>
    public long NotPlaced { get; private set; }

    /// <summary>Accepted records of interfaces that may be one or another.</summary>
    public long Ambiguous { get; private set; }

    /// <summary>Accepted records of packets that the design refuses.</summary>
    public long Refused { get; private set; }

    /// <summary>Accepted records whose packets the design lets pass.</summary>
    public long Passed { get; private set; }

    public int Conversations => _passed.Count;

    public IReadOnlyDictionary<RuleKey, RuleUse> Uses => _uses;

    /// <summary>The rules that decide about a conversation at its interface.</summary>
    public IEnumerable<RuleKey> RulesOf(Conversation conversation)
    {
        ConversationWalk walk = _walks.Walk(in conversation);
        IEnumerable<RuleKey> first = StepsAt(walk.First, conversation, conversation.Leaves).Select(step => step.Key);
        return walk.Answer is { } answer ? first.Concat(StepsAt(answer, conversation, !conversation.Leaves).Select(step => step.Key)) : first;
    }

    /// <summary>The conversations that passed here and do not in another design.</summary>
    public List<Conversation> StoppedIn(ConversationWalks other, CancellationToken cancellation)
    {
        var stopped = new List<Conversation>();
        foreach ((Conversation conversation, bool first, bool answer) in _passed)
        {
            cancellation.ThrowIfCancellationRequested();
            ConversationWalk walk = other.Walk(in conversation);
            if ((first && !IsSeen(walk.Seen, conversation, conversation.Leaves)) || (answer && !IsSeen(walk.AnswerSeen, conversation, !conversation.Leaves))) stopped.Add(conversation);
        }
        return stopped;
    }

    private void Take(Conversation conversation, RecordedFlow? asked, RecordedFlow? answered)
    {
        long there = asked?.Accepted.Records ?? 0, back = answered?.Accepted.Records ?? 0;
        ConversationWalk walk = _walks.Walk(in conversation);
        bool first = IsSeen(walk.Seen, conversation, conversation.Leaves), answer = IsSeen(walk.AnswerSeen, conversation, !conversation.Leaves);
        // What answers was asked, be it before the period.
        if (first) Use(walk.First, conversation, conversation.Leaves, Math.Max(there, back > 0 ? 1 : 0), isAnswer: false);
        if (answer && back > 0) Use(walk.Answer!, conversation, !conversation.Leaves, back, isAnswer: true);
        Passed += (first ? there : 0) + (answer ? back : 0);
        Refused += (first ? 0 : there) + (answer ? 0 : back);
        if (first || (answer && back > 0)) _passed.Add((conversation, first, answer && back > 0));
    }

    // An answer needs no rule of a group. Where one decides about it all the same, the connection is not tracked because of that rule; without it, it is.
    private void Use(ExplainedWalk way, Conversation conversation, bool egress, long records, bool isAnswer)
    {
        foreach ((RuleKey key, PacketForm form) in StepsAt(way, conversation, egress))
        {
            if (isAnswer && !key.IsEntry) continue;
            if (!_uses.TryGetValue(key, out RuleUse? use)) _uses.Add(key, use = new RuleUse());
            use.Add(records, new RuleNeed(conversation.Protocol, form.DestinationPort, egress ? form.Destination : form.Source));
        }
    }

    // The rules of the interface's groups and the entries of its subnet's network ACL, in that direction.
    private IEnumerable<(RuleKey Key, PacketForm Form)> StepsAt(ExplainedWalk way, Conversation conversation, bool egress)
    {
        int group = -1;
        for (int i = 0; i < way.Trail.Length && group < 0; i++)
            if (way.Trail[i] is { Stage: Stage.SecurityGroup } step && step.Index == conversation.Interface && step.Egress == egress) group = i;
        if (group >= 0 && way.Trail[group] is { Passed: true, Rule: >= 0 } decided)
        {
            (int component, int rule) = _rules.PlaceOf(conversation.Interface, egress, decided.Rule);
            yield return (new RuleKey(false, component, egress, rule), way.Forms[group]);
        }
        int entry = -1;
        for (int i = 0; i < way.Trail.Length; i++)
        {
            if (way.Trail[i] is not { Stage: Stage.NetworkAcl, Passed: true, Rule: >= 0 } step || step.Egress != egress || step.Index != _aclOf[conversation.Interface]) continue;
            if (egress && i > group && entry < 0) entry = i;
            if (!egress && (group < 0 || i < group)) entry = i;
        }
        if (entry >= 0) yield return (new RuleKey(true, way.Trail[entry].Index, egress, way.Trail[entry].Rule), way.Forms[entry]);
    }

    private static bool IsSeen(FlowSight[] seen, Conversation conversation, bool egress) => seen.Contains(new FlowSight(conversation.Interface, egress, Accepted: true));

    private static int[] AclsOf(Design design)
    {
        var acls = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < design.NetworkAcls.Length; i++) acls.TryAdd(design.NetworkAcls[i].Id, i);
        Dictionary<string, string?> ofSubnet = design.Subnets.ToDictionary(static subnet => subnet.Id, static subnet => subnet.NetworkAclId, StringComparer.Ordinal);
        return [.. design.NetworkInterfaces.Select(eni => ofSubnet.GetValueOrDefault(eni.SubnetId) is { } id ? acls.GetValueOrDefault(id, -1) : -1)];
    }
}
