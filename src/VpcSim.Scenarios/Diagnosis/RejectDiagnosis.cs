using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Explains the REJECT records of a period by a design: why, how many, and the smallest change that lets them pass.</summary>
public sealed class RejectDiagnosis
{
    /// <summary>Ports of one cause that stand by themselves; beyond, the rarer ones are told together.</summary>
    private const int MostPorts = 4;

    /// <summary>Samples on which a change is tried.</summary>
    private const int MostSamples = 32;

    private readonly FlowDiagnosis _flows;
    private readonly ChangeSearch _search;

    /// <param name="design">A completed design.</param>
    /// <param name="settings">How undocumented points are decided.</param>
    /// <param name="provisioning">What changed designs are completed with.</param>
    public RejectDiagnosis(Design design, DataPathSettings settings, ProvisionOptions provisioning)
    {
        var places = new InterfacePlaces(design);
        _flows = new FlowDiagnosis(new ConversationWalks(Fabric.Compile(design, settings), settings), places, new Beginnings(design, places));
        _search = new ChangeSearch(design, settings, provisioning);
    }

    /// <summary>The groups of like rejects, those of most records first, without plans.</summary>
    public ImmutableArray<RejectGroup> Explain(FlowBook book, CancellationToken cancellation = default)
    {
        var found = new Dictionary<GroupKey, List<DiagnosedFlow>>();
        var order = new List<GroupKey>();
        HashSet<IpAddress> welcome = [];
        _flows.Settle(book, cancellation);
        foreach (RecordedFlow flow in book.Flows)
        {
            if (flow.Accepted.IsEmpty) continue;
            welcome.Add(flow.Source);
            welcome.Add(flow.Destination);
        }
        foreach (RecordedFlow flow in book.Flows)
        {
            if (flow.Rejected.IsEmpty) continue;
            cancellation.ThrowIfCancellationRequested();
            DiagnosedFlow diagnosed = _flows.Diagnose(flow);
            var key = GroupKey.Of(diagnosed);
            if (!found.TryGetValue(key, out List<DiagnosedFlow>? alike))
            {
                found.Add(key, alike = []);
                order.Add(key);
            }
            alike.Add(diagnosed);
        }
        return [.. Folded(order, found).Select(flows => GroupOf(flows, welcome)).OrderByDescending(static group => group.Records)];
    }

    /// <summary>The group with the smallest change that lets its packets pass, where something of the design keeps them out.</summary>
    public RejectGroup WithPlan(RejectGroup group) =>
        group.Cause != RejectCause.ConnectionOver && group.Walk?.Verdict.Reason is DropReason.EniSgRulesMismatch or DropReason.SubnetAclRestriction or DropReason.VpcBlockPublicAccessEnabled
            ? group with { Plan = _search.Find(group) }
            : group;

    // A scan of a thousand ports is one thing, and no thousand.
    private static IEnumerable<List<DiagnosedFlow>> Folded(List<GroupKey> order, Dictionary<GroupKey, List<DiagnosedFlow>> found)
    {
        foreach (IGrouping<GroupKey, GroupKey> ofCause in order.GroupBy(static key => key with { Port = 0 }))
        {
            GroupKey[] ports = [.. ofCause.OrderByDescending(key => found[key].Sum(static flow => flow.Flow.Rejected.Records))];
            int alone = ports.Length <= MostPorts ? ports.Length : MostPorts - 1;
            foreach (GroupKey key in ports[..alone]) yield return found[key];
            if (alone < ports.Length) yield return [.. ports[alone..].SelectMany(key => found[key])];
        }
    }

    private RejectGroup GroupOf(List<DiagnosedFlow> flows, HashSet<IpAddress> welcome)
    {
        DiagnosedFlow[] busiest = [.. flows.OrderByDescending(static flow => flow.Flow.Rejected.Records)];
        DiagnosedFlow example = busiest[0];
        bool placed = example.IsPlaced;
        ImmutableArray<IpAddress> peers = [.. busiest.Select(PeerOf).Distinct()];
        return new RejectGroup
        {
            Cause = example.Cause,
            Interface = placed ? example.Conversation.Interface : -1,
            Candidates = example.Cause == RejectCause.Ambiguous ? _flows.CandidatesOf(example.Flow.At) : [],
            InterfaceIds = [.. flows.Select(static flow => flow.Flow.At.Id).Distinct().Order(StringComparer.Ordinal)],
            Egress = example.Egress,
            IsAnswer = example.IsAnswer,
            Protocol = example.Flow.Protocol,
            Ports = [.. busiest.GroupBy(PortOf).OrderByDescending(static port => port.Sum(static flow => flow.Flow.Rejected.Records)).Select(static port => port.Key)],
            Peers = peers,
            Records = flows.Sum(static flow => flow.Flow.Rejected.Records),
            Packets = flows.Sum(static flow => flow.Flow.Rejected.Packets),
            First = flows.Min(static flow => flow.Flow.Rejected.First),
            Last = flows.Max(static flow => flow.Flow.Rejected.Last),
            Example = example.Flow,
            Walk = example.Walk,
            IsUnsolicited = placed && !example.Egress && !example.IsAnswer && example.Walk?.Entry?.Kind == EntryKind.Internet && !peers.Any(welcome.Contains),
            Samples = placed ? [.. busiest.Select(static flow => flow.Conversation).DistinctBy(static talk => (talk.Peer, talk.DestinationPort)).Take(MostSamples)] : [],
        };
    }

    private static IpAddress PeerOf(DiagnosedFlow flow) => flow.IsPlaced ? flow.Conversation.Peer : flow.Flow.Source;

    private static ushort PortOf(DiagnosedFlow flow) => flow.IsPlaced ? flow.Conversation.DestinationPort : flow.Flow.DestinationPort;

    private readonly record struct GroupKey(RejectCause Cause, Verdict Decision, int Interface, string? Id, bool Egress, bool IsAnswer, byte Protocol, ushort Port)
    {
        public static GroupKey Of(DiagnosedFlow flow)
        {
            bool placed = flow.IsPlaced;
            return new GroupKey(
                flow.Cause, flow.Decision, placed ? flow.Conversation.Interface : -1, placed ? null : flow.Flow.At.Id, flow.Egress, flow.IsAnswer, placed ? flow.Flow.Protocol : (byte)0, placed ? PortOf(flow) : (ushort)0);
        }
    }
}
