using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>The network ACL entry that would have let a packet pass, with a number that nobody has.</summary>
internal static class MissingEntry
{
    private const int FirstEphemeral = 1024, LastEphemeral = 65_535; // VPC guide, "Control traffic to subnets using network ACLs", ephemeral ports
    private const int EchoRequest = 8, EchoReply = 0, EchoRequestV6 = 128, EchoReplyV6 = 129;

    /// <param name="design">The design that dropped it.</param>
    /// <param name="walk">Its conversation.</param>
    /// <param name="blocks">The blocks of all peers that are to pass.</param>
    /// <param name="problem">Why there is no such entry.</param>
    public static DesignChange? For(Design design, ConversationWalk walk, List<Cidr> blocks, out string? problem)
    {
        problem = null;
        ExplainedWalk dropped = walk.Dropped!;
        Verdict verdict = dropped.Verdict;
        NetworkAcl acl = design.NetworkAcls[verdict.Index];
        bool isAnswer = dropped == walk.Answer, egress = verdict.Egress;
        (IpAddress source, IpAddress destination, ushort port) = dropped.Forms is [.., var form] ? (form.Source, form.Destination, form.DestinationPort) : (dropped.Source, dropped.Destination, (ushort)0);
        IpAddress peer = egress ? destination : source;
        if (NumberFor(acl, egress, verdict.Rule) is not { } number)
        {
            problem = $"no number below {acl.Entries[verdict.Rule].RuleNumber} is free in {acl.Name}: renumber the entry '{acl.Entries[verdict.Rule]}' first";
            return null;
        }
        byte protocol = walk.Protocol;
        bool ephemeral = isAnswer && port >= FirstEphemeral;
        bool hasPorts = protocol is IpProtocol.Tcp or IpProtocol.Udp;
        Cidr block = blocks.Find(block => block.Contains(peer));
        if (block == default) block = Cidr.Host(peer);
        // The way back of all who were let in the way there; not through an entry that denies on purpose.
        if (isAnswer && verdict.Rule < 0 && EntryOfRequest(acl, walk.First, verdict) is { } asked && asked.Contains(peer)) block = asked;
        return new NetworkAclEntryChange(acl.Id, new NetworkAclEntry
        {
            RuleNumber = number,
            Egress = egress,
            Allow = true,
            Protocol = protocol,
            CidrBlock = block,
            FromPort = !hasPorts ? -1 : ephemeral ? FirstEphemeral : port,
            ToPort = !hasPorts ? -1 : ephemeral ? LastEphemeral : port,
            IcmpType = protocol switch
            {
                IpProtocol.Icmp => isAnswer ? EchoReply : EchoRequest,
                IpProtocol.IcmpV6 => isAnswer ? EchoReplyV6 : EchoRequestV6,
                _ => -1,
            },
        }, EntryEdit.Create);
    }

    private static Cidr? EntryOfRequest(NetworkAcl acl, ExplainedWalk request, Verdict verdict)
    {
        foreach (StageRecord step in request.Trail)
            if (step.Stage == Stage.NetworkAcl && step.Index == verdict.Index && step.Egress != verdict.Egress && step.Rule >= 0) return acl.Entries[step.Rule].CidrBlock;
        return null;
    }

    // Behind all others in the steps that the ACL has; before an entry that denies, as near to it as there is room.
    private static int? NumberFor(NetworkAcl acl, bool egress, int deciding)
    {
        HashSet<int> taken = [.. acl.Entries.Where(entry => entry.Egress == egress).Select(static entry => entry.RuleNumber)];
        if (deciding >= 0)
        {
            int before = acl.Entries[deciding].RuleNumber, previous = taken.Where(number => number < before).DefaultIfEmpty().Max();
            if (before - previous > 10) return before - 10;
            if (before - previous > 1) return previous + ((before - previous) / 2);
            return HighestFree(taken, before - 1);
        }
        int last = taken.DefaultIfEmpty().Max(), step = last % 100 == 0 ? 100 : 10;
        int next = ((last / step) + 1) * step;
        return next <= NetworkAclEntry.LastRuleNumber ? next : HighestFree(taken, NetworkAclEntry.LastRuleNumber);
    }

    private static int? HighestFree(HashSet<int> taken, int from)
    {
        for (int number = from; number >= 1; number--)
            if (!taken.Contains(number)) return number;
        return null;
    }
}
