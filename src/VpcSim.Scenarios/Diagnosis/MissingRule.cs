using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.SecurityGroups;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>The security group rule that would have let a packet pass.</summary>
internal static class MissingRule
{
    private const int EchoRequest = 8, EchoRequestV6 = 128;

    /// <param name="design">The design that dropped it.</param>
    /// <param name="walk">Its conversation.</param>
    /// <param name="blocks">The blocks of all peers that are to pass.</param>
    /// <param name="peers">Those peers.</param>
    public static DesignChange? For(Design design, ConversationWalk walk, List<Cidr> blocks, ImmutableArray<IpAddress> peers)
    {
        ExplainedWalk dropped = walk.Dropped!;
        NetworkInterface eni = design.NetworkInterfaces[dropped.Verdict.Index];
        bool egress = dropped.Verdict.Egress;
        if (SmallestOf(design, eni.SecurityGroupIds) is not { } group) return null;
        (IpAddress source, IpAddress destination, ushort port) = dropped.Forms is [.., var form] ? (form.Source, form.Destination, form.DestinationPort) : (dropped.Source, dropped.Destination, (ushort)0);
        IpAddress peer = egress ? destination : source;
        byte protocol = walk.Protocol;
        (int from, int to) = protocol switch
        {
            IpProtocol.Tcp or IpProtocol.Udp => (port, port),
            IpProtocol.Icmp => (EchoRequest, -1),
            IpProtocol.IcmpV6 => (EchoRequestV6, -1),
            _ => (-1, -1),
        };
        string? reference = ReferenceFor(design, eni, peer, peers);
        Cidr block = blocks.Find(block => block.Contains(peer));
        return new SecurityGroupRuleChange(
            group.Id, new SecurityGroupRuleForm(protocol, from, to, reference is not null ? null : block == default ? Cidr.Host(peer) : block, reference), egress, Revokes: false);
    }

    // The group that the fewest interfaces have: a rule in it opens the fewest.
    private static SecurityGroup? SmallestOf(Design design, ImmutableArray<string> ids) => ids
        .Select(id => design.SecurityGroups.FirstOrDefault(group => group.Id == id)).OfType<SecurityGroup>()
        .MinBy(group => MembersOf(design, group.Id).Count());

    // A reference where it lets in nobody but those who were rejected: it outlives their addresses.
    private static string? ReferenceFor(Design design, NetworkInterface eni, IpAddress peer, ImmutableArray<IpAddress> peers)
    {
        NetworkInterface? owner = design.NetworkInterfaces.FirstOrDefault(other => other.PrivateAddresses.Any(own => own.Address == peer) && VpcOf(design, other) == VpcOf(design, eni));
        if (owner is null) return null;
        SecurityGroup? group = SmallestOf(design, owner.SecurityGroupIds);
        bool isOnlyThem = group is not null && MembersOf(design, group.Id).All(member => member.Id == eni.Id || member.PrivateAddresses.Any(own => own.Address == peer || peers.Contains(own.Address)));
        return isOnlyThem ? group!.Id : null;
    }

    private static IEnumerable<NetworkInterface> MembersOf(Design design, string group) =>
        design.NetworkInterfaces.Where(member => !member.IsDeleted && member.SecurityGroupIds.Contains(group));

    private static string? VpcOf(Design design, NetworkInterface eni) => design.Subnets.FirstOrDefault(subnet => subnet.Id == eni.SubnetId)?.VpcId;
}
