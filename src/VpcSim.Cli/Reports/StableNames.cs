using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Endpoints;
using VpcSim.Scenarios.Diagnosis;
using VpcSim.Scenarios.Linting;
using VpcSim.Scenarios.Replay.Clocks;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Cli.Reports;

/// <summary>The names that programs read: they outlive a renaming in the code.</summary>
internal static class StableNames
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Delivered => "delivered",
        Outcome.Dropped => "dropped",
        Outcome.NotSent => "not-sent",
        Outcome.Consumed => "consumed",
        Outcome.NotInDesign => "not-in-design",
        Outcome.NotIp => "not-ip",
        Outcome.Undecodable => "undecodable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "an outcome without a name"),
    };

    public static string Of(ClockBasis basis) => basis switch
    {
        ClockBasis.Reference => "reference",
        ClockBasis.Given => "given",
        ClockBasis.Estimated => "estimated",
        ClockBasis.NothingInCommon => "nothing-in-common",
        ClockBasis.Stream => "stream",
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "a basis without a name"),
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "a severity without a name"),
    };

    public static string Of(EndpointType type) => type switch
    {
        EndpointType.Gateway => "gateway",
        EndpointType.Interface => "interface",
        EndpointType.GatewayLoadBalancer => "gateway-load-balancer",
        EndpointType.Resource => "resource",
        EndpointType.ServiceNetwork => "service-network",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a type without a name"),
    };

    public static string Of(Stage stage) => stage switch
    {
        Stage.VpcService => "vpc-service",
        Stage.SourceDestCheck => "source-dest-check",
        Stage.SecurityGroup => "security-group",
        Stage.NetworkAcl => "network-acl",
        Stage.RouteTable => "route-table",
        Stage.Gateway => "gateway",
        Stage.Endpoint => "endpoint",
        Stage.Delivery => "delivery",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "a stage without a name"),
    };

    public static string? Of(Tracking tracking) => tracking switch
    {
        Tracking.None => null,
        Tracking.Untracked => "untracked",
        Tracking.Opened => "opened",
        Tracking.Unanswered => "unanswered",
        Tracking.Established => "established",
        Tracking.Ended => "ended",
        Tracking.Related => "related",
        _ => throw new ArgumentOutOfRangeException(nameof(tracking), tracking, "a state without a name"),
    };

    public static string? Of(FormerConnection former) => former switch
    {
        FormerConnection.None => null,
        FormerConnection.Ended => "ended",
        FormerConnection.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(former), former, "a state without a name"),
    };

    public static string Of(PacketRole role) => role switch
    {
        PacketRole.Own => "own",
        PacketRole.LaterFragment => "later-fragment",
        PacketRole.Error => "icmp-error",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "a role without a name"),
    };

    public static string Of(VpcService service) => service switch
    {
        VpcService.AmazonDns => "amazon-dns",
        VpcService.Dhcp => "dhcp",
        VpcService.InstanceMetadata => "instance-metadata",
        VpcService.AmazonTimeSync => "amazon-time-sync",
        VpcService.WindowsLicensing => "windows-licensing",
        VpcService.Router => "router",
        VpcService.EcsTaskMetadata => "ecs-task-metadata",
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "a service without a name"),
    };

    public static string Of(Undecodable cause) => cause switch
    {
        Undecodable.LinkTypeNotRead => "link-type-not-read",
        Undecodable.LinkHeaderCut => "link-header-cut",
        Undecodable.IpHeaderCut => "ip-header-cut",
        Undecodable.IpHeaderInvalid => "ip-header-invalid",
        Undecodable.TransportHeaderCut => "transport-header-cut",
        Undecodable.TransportHeaderInvalid => "transport-header-invalid",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "a cause without a name"),
    };

    public static string Of(RejectCause cause) => cause switch
    {
        RejectCause.SecurityGroup => "security-group",
        RejectCause.NetworkAcl => "network-acl",
        RejectCause.BlockPublicAccess => "block-public-access",
        RejectCause.ConnectionOver => "connection-over",
        RejectCause.AcceptedByDesign => "accepted-by-design",
        RejectCause.DroppedElsewhere => "dropped-elsewhere",
        RejectCause.EncryptionControls => "encryption-controls",
        RejectCause.NotPlaced => "not-placed",
        RejectCause.Ambiguous => "ambiguous",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "a cause without a name"),
    };

    public static string Of(TunnelKind kind) => kind switch
    {
        TunnelKind.Vxlan => "vxlan",
        TunnelKind.Geneve => "geneve",
        TunnelKind.Gre => "gre",
        TunnelKind.Erspan => "erspan",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a tunnel without a name"),
    };

    public static string Of(CaptureEnd end) => end switch
    {
        CaptureEnd.Complete => "complete",
        CaptureEnd.Grown => "grown",
        CaptureEnd.Lossy => "lossy",
        CaptureEnd.CutOff => "cut-off",
        CaptureEnd.Damaged => "damaged",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "an end without a name"),
    };
}
