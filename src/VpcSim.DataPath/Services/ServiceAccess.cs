using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Services;

/// <summary>Whether a service of the VPC takes a packet from an interface: what design, instance and allowance say. Groups and network ACLs have no part in it.</summary>
internal static class ServiceAccess
{
    /// <summary>Null where the service takes the packet.</summary>
    public static Verdict? Refuses(Walk walk, Fabric fabric, FabricInterface from, VpcService service, LinkLocalAllowance allowance)
    {
        DropReason reason = ReasonFor(walk, fabric, from, service, allowance);
        walk.Note(Stage.VpcService, ComponentKind.VpcService, (int)service, -1, egress: true, reason == DropReason.None);
        return reason switch
        {
            DropReason.None => null,
            DropReason.VpcDnsSupportDisabled => Verdict.Drop(reason, ComponentKind.Vpc, from.Vpc, egress: true),
            _ => Verdict.Drop(reason, ComponentKind.NetworkInterface, from.Index, egress: true),
        };
    }

    private static DropReason ReasonFor(Walk walk, Fabric fabric, FabricInterface from, VpcService service, LinkLocalAllowance allowance)
    {
        bool ipv6 = walk.Packet.IsIPv6, forwards = Forwards(in walk.Packet, from);
        if (forwards && from.ChecksSourceAndDestination) return DropReason.EniSourceDestCheckRestriction;
        if (service == VpcService.AmazonDns && !fabric.Vpcs[from.Vpc].Noun.EnableDnsSupport) return DropReason.VpcDnsSupportDisabled;
        if (!IsOfInstance(service)) return DropReason.None;
        if ((ipv6 || forwards) && !from.IsNitro) return DropReason.ServiceRequiresNitro;
        if (service == VpcService.InstanceMetadata && !(ipv6 ? from.Metadata.HttpEndpoint && from.Metadata.HttpProtocolIpv6 : from.Metadata.HttpEndpoint))
            return DropReason.InstanceMetadataDisabled;
        if (!allowance.IsLimited) return DropReason.None;
        walk.CountsBySecond = true;
        return allowance.Takes(from.Index, walk.Packet.TimeNs) ? DropReason.None : DropReason.LinkLocalAllowanceExceeded;
    }

    // An appliance without the check reaches the services for others, a host that has no address yet for itself. (EC2 guide, "Retrieve instance metadata")
    private static bool Forwards(in Passage packet, FabricInterface from) => !from.Owns(packet.Source) && !IsNameless(packet.Source);

    private static bool IsNameless(IpAddress source) => source.IsIPv4 ? source.IPv4Bits is 0 || source.IPv4Bits >> 16 == 0xA9FE : source is { High: 0, Low: 0 } || source.High >> 54 == 0xFE80 >> 6;

    private static bool IsOfInstance(VpcService service) =>
        service is VpcService.AmazonDns or VpcService.InstanceMetadata or VpcService.AmazonTimeSync or VpcService.WindowsLicensing;
}
