using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Model.Validation;

/// <summary>Rules that name groups: of their own VPC, or of one that an active peering connection or a transit gateway joins within the region. (VPC peering guide, "Reference peer security groups")</summary>
/// <remarks>A rule whose group or connection is gone is stale: it stays and matches nothing. (VPC guide, "Security group rules", "Stale security group rules")</remarks>
internal sealed class SecurityGroupReferences
{
    private readonly Draft _draft;
    private readonly PeeredVpcs _peers;
    private readonly TransitReferences _transit;
    private readonly HashSet<string> _withUnknownPeer = new(StringComparer.Ordinal);

    public SecurityGroupReferences(Draft draft)
    {
        _draft = draft;
        _peers = new PeeredVpcs(draft.Peerings.ToImmutable(), draft.Vpcs.Find);
        _transit = new TransitReferences(draft.TransitAttachments.ToImmutable(), draft.TransitGateways.Find);
        foreach (PeeringConnection peering in draft.Peerings)
        {
            if (draft.Vpcs.Find(peering.AccepterVpcId) is null) _withUnknownPeer.Add(peering.RequesterVpcId);
            if (draft.Vpcs.Find(peering.RequesterVpcId) is null) _withUnknownPeer.Add(peering.AccepterVpcId);
        }
    }

    /// <param name="group">The group that has the rule.</param>
    /// <param name="rule">A rule that names a group.</param>
    /// <param name="resource">Who wrote the rule.</param>
    /// <param name="inbound">Whether it is an inbound rule, which may name groups across a transit gateway too.</param>
    public void Check(SecurityGroup group, SecurityGroupRule rule, string resource, bool inbound)
    {
        SecurityGroup? other = _draft.Groups.Find(rule.GroupId!);
        if (other is null || !IsOfAccount(other, rule.GroupOwnerId)) CheckUnknown(group, rule, resource);
        else if (!_peers.AreJoined(group.VpcId, other.VpcId) && !(inbound && _transit.AreJoined(group.VpcId, other.VpcId))) CheckApart(group, other, rule, resource);
    }

    private bool IsOfAccount(SecurityGroup group, string? account) => account is null || _draft.Vpcs.Find(group.VpcId) is not { } vpc || vpc.AccountId == account;

    // The groups of a peer that the design does not hold cannot be judged, and nobody knows their members.
    private void CheckUnknown(SecurityGroup group, SecurityGroupRule rule, string resource)
    {
        if (_draft.Options.AlreadyRuns)
        {
            NoteStale($"The rule '{rule}' of {group.Name} names a group that is not there: it is stale and matches nothing.", resource);
            return;
        }
        if (_withUnknownPeer.Contains(group.VpcId))
        {
            _draft.Findings.Add(new Finding(
                "outside-design", $"The rule '{rule}' of {group.Name} names a group of a VPC that the design does not hold: it matches nothing here.", resource));
            return;
        }
        _draft.Refuse("InvalidGroup.NotFound", $"The security group '{rule.Peer}' does not exist.", resource);
    }

    private void CheckApart(SecurityGroup group, SecurityGroup other, SecurityGroupRule rule, string resource)
    {
        if (_peers.ConnectionOf(group.VpcId, other.VpcId) is { } inactive)
        {
            NoteStale($"The rule '{rule}' of {group.Name} names {other.Name} behind the peering connection {inactive.Name}, which is not active: "
                + "it is stale and matches nothing.", resource);
            return;
        }
        if (_draft.Options.AlreadyRuns)
        {
            NoteStale($"The rule '{rule}' of {group.Name} names {other.Name}, and no peering connection joins their VPCs: it is stale and matches nothing.", resource);
            return;
        }
        string why = _peers.AreAcrossRegions(group.VpcId, other.VpcId)
            ? $"belongs to a VPC of another region; name its CIDR blocks{BlocksOf(other)}"
            : "belongs to another VPC, and no peering connection of the same region joins the two (for inbound rules a transit gateway that supports security group referencing might)";
        _draft.Refuse("InvalidGroup.NotFound", $"The security group {other.Name} {why}.", resource);
    }

    private string BlocksOf(SecurityGroup group) => _draft.Vpcs.Find(group.VpcId) is { } vpc ? $" ({string.Join(", ", vpc.AllCidrBlocks)})" : "";

    private void NoteStale(string message, string resource) => _draft.Findings.Add(new Finding("stale-rule", message, resource));
}
