using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.DataPath.Endpoints;

/// <summary>Gateway and interface endpoints. (AWS PrivateLink guide, "Gateway endpoints" and "Interface endpoints")</summary>
internal static class EndpointStage
{
    /// <summary>MTU in bytes of an endpoint; larger packets are dropped without a word. (AWS PrivateLink quotas)</summary>
    public const int Mtu = 8500;

    private const byte Syn = 2, Ack = 16;

    /// <summary>Into a gateway endpoint: TCP and echo requests of its own VPC only. Null to go on to the service.</summary>
    public static Verdict? GatewayRefuses(Walk walk, Fabric fabric, int endpoint)
    {
        DropReason reason = DropReason.None;
        if (!fabric.Vpcs[fabric.VpcOfEndpoint(endpoint)].Noun.Contains(walk.Packet.Source)) reason = DropReason.VpceGatewayRequiresSourceInVpc;
        else if (walk.Packet.Protocol != 6 && (walk.Packet.Traits & PacketTraits.EchoRequest) == 0) reason = DropReason.VpceGatewayProtocolRestriction;
        walk.Note(Stage.Endpoint, ComponentKind.VpcEndpoint, endpoint, -1, egress: true, reason == DropReason.None);
        return reason == DropReason.None ? null : Verdict.Drop(reason, ComponentKind.VpcEndpoint, endpoint, egress: true);
    }

    /// <summary>Through an endpoint, in either direction: it splits nothing, tells nobody, and lowers the segment size of SYNs. Null to go on.</summary>
    public static Verdict? Exceeds(Walk walk, int endpoint, DataPathSettings settings)
    {
        walk.ClampMss(Mtu);
        return walk.Exceeds(Mtu, settings) ? Verdict.Drop(DropReason.VpceMtuExceeded, ComponentKind.VpcEndpoint, endpoint) : null;
    }

    /// <summary>The service behind an interface endpoint only answers; a TCP segment without SYN is taken for an answer whose request lies before the capture. Null to go on.</summary>
    public static Verdict? Initiates(Walk walk, FabricInterface eni, SecurityGroupStage groups)
    {
        bool opensTcp = (walk.Packet.TcpFlags & (Syn | Ack)) == Syn;
        bool answers = (walk.Packet.Protocol == 6 && !opensTcp) || groups.Tracks(walk, eni, egress: true);
        walk.Note(Stage.Endpoint, ComponentKind.VpcEndpoint, eni.Endpoint, -1, egress: true, answers);
        return answers ? null : Verdict.Drop(DropReason.VpceNeverInitiates, ComponentKind.VpcEndpoint, eni.Endpoint, egress: true);
    }
}
