using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Simulated;

/// <summary>Verdicts in the words that both judges use.</summary>
internal sealed class Words(Design design)
{
    private readonly VerdictText _text = new(design);
    private readonly int[] _places = [.. design.NetworkInterfaces.Select(eni => eni.Name.StartsWith('h') && int.TryParse(eni.Name[1..], out int number) ? number : Judgement.Lost)];

    /// <summary>Where a packet arrived.</summary>
    public int PlaceOf(Verdict verdict) => (verdict.Outcome, verdict.Component) switch
    {
        (Outcome.Delivered, ComponentKind.NetworkInterface) => _places[verdict.Index],
        (Outcome.Delivered, ComponentKind.InternetGateway) => Probe.Internet,
        (Outcome.Delivered, ComponentKind.EgressOnlyInternetGateway) => Probe.InternetByEgressOnly,
        (Outcome.Delivered, ComponentKind.VpnGateway) => Probe.OnPremises,
        _ => Judgement.Lost,
    };

    /// <summary>What dropped a packet.</summary>
    public string DropOf(Verdict verdict)
    {
        string by = _text.NameOf(verdict);
        return verdict.Reason switch
        {
            DropReason.EniSourceDestCheckRestriction when verdict.Egress => Drops.SourceCheck(by),
            DropReason.EniSgRulesMismatch => Drops.Group(by, verdict.Egress),
            DropReason.SubnetAclRestriction => Drops.Acl(by, verdict.Egress),
            DropReason.NoRouteToDestination => Drops.NoRoute(by),
            DropReason.BadStateRoute => Drops.Blackhole(by),
            DropReason.NoPossibleDestination or DropReason.VgwPrivateIpAssociationForIngress => Drops.Nobody,
            DropReason.IgwPublicIpAssociationForEgress => Drops.NoPublicAddress,
            DropReason.IgwPrivateIpAssociationForIngress => Drops.NotPublic,
            DropReason.IgwDestinationPrivateForEgress => Drops.PrivateDestination,
            DropReason.IgwDestinationSharedForEgress => Drops.SharedDestination,
            DropReason.VgwPrefixUnknown => Drops.UnknownToVpn,
            DropReason.VpcHasNoInternetGateway => Drops.NoGateway,
            DropReason.PcxRequiresAddressInVpcCidr => Drops.PeerAddress,
            DropReason.NgwUnsolicitedInbound => Drops.NatUnsolicited,
            DropReason.NgwFragmentNotSupported => Drops.NatFragment,
            DropReason.NgwRouteLeadsBack => Drops.NatLeadsBack,
            DropReason.ProtocolRestriction => Drops.NatProtocol,
            DropReason.EigwBlocksNewConnections => Drops.EgressOnly,
            _ => $"{verdict.Outcome} {verdict.Reason} by {by}",
        };
    }
}
