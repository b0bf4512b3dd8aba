using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Finds the smallest change that lets rejected packets pass: what drops them is lifted, and the changed design is walked again, until they and their answers are through.</summary>
internal sealed class ChangeSearch(Design design, DataPathSettings settings, ProvisionOptions provisioning)
{
    /// <summary>More blocks of peers than this are no rule that anybody would write: the busiest peer stands for them.</summary>
    private const int MostBlocks = 5;

    private const int MostChanges = 12;

    private readonly ReachedQuotas _quotas = new(design, provisioning);

    public ChangePlan Find(RejectGroup group)
    {
        List<Cidr> blocks = PeerBlocks.Exact(group.Peers);
        bool forAll = blocks.Count <= MostBlocks && group.Ports.Length == 1 && group.Samples.Length >= group.Peers.Length;
        ReadOnlySpan<Conversation> samples = forAll ? group.Samples.AsSpan() : group.Samples.AsSpan()[..1];
        if (!forAll) blocks = [Cidr.Host(group.Samples[0].Peer)];
        var changes = ImmutableArray.CreateBuilder<DesignChange>();
        Design current = design;
        while (true)
        {
            ConversationWalk? stopped = FirstStopped(current, samples);
            if (stopped is null) return new ChangePlan { Changes = changes.ToImmutable(), Passes = true, ForAll = forAll };
            DesignChange? change = changes.Count < MostChanges ? Lift(current, stopped, blocks, group.Peers, out string? refusal) : Nothing(out refusal);
            if (change is not null && changes.Contains(change)) (change, refusal) = (null, null); // it did not help
            if (change is not null) current = Try(change, current, ref refusal);
            if (change is null || refusal is not null)
                return new ChangePlan { Changes = changes.ToImmutable(), Passes = false, ForAll = forAll, StillDropped = stopped.Dropped, Refused = change, Refusal = refusal };
            changes.Add(change);
        }
    }

    private Design Try(DesignChange change, Design current, ref string? refusal)
    {
        try
        {
            Design changed = change.Apply(current, timeNs: 0, provisioning);
            refusal = _quotas.BrokenBy(changed);
            return refusal is null ? changed : current;
        }
        catch (ChangeRefusedException refused)
        {
            refusal = refused.Message;
            return current;
        }
    }

    private ConversationWalk? FirstStopped(Design current, ReadOnlySpan<Conversation> samples)
    {
        var walks = new ConversationWalks(Fabric.Compile(current, settings), settings);
        foreach (ref readonly Conversation sample in samples)
            if (walks.Walk(in sample) is { IsThrough: false } walk) return walk;
        return null;
    }

    private static DesignChange? Lift(Design current, ConversationWalk walk, List<Cidr> blocks, ImmutableArray<IpAddress> peers, out string? refusal)
    {
        refusal = null;
        ExplainedWalk dropped = walk.Dropped!;
        return dropped.Verdict.Reason switch
        {
            DropReason.EniSgRulesMismatch => MissingRule.For(current, walk, blocks, peers),
            DropReason.SubnetAclRestriction => MissingEntry.For(current, walk, blocks, out refusal),
            DropReason.VpcBlockPublicAccessEnabled => MissingExclusion.For(current, dropped.Verdict, dropped == walk.First ? walk.Seen : walk.AnswerSeen),
            _ => null,
        };
    }

    private static DesignChange? Nothing(out string? refusal)
    {
        refusal = null;
        return null;
    }
}
