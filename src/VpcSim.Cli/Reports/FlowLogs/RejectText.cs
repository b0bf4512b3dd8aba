using System.Globalization;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Diagnosis;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>Words why records were rejected.</summary>
internal sealed class RejectText(Design design)
{
    private const byte Syn = 2, FinOrReset = 5;

    private readonly StepText _steps = new(design);

    /// <summary>Such as <c>inbound tcp 22 at WebServer (eni-…), from 203.0.113.66 and 12 others</c>.</summary>
    public string Traffic(RejectGroup group)
    {
        string what = group.Interface < 0 ? "" : $"{(group.Egress ? "outbound" : "inbound")} {Protocol(group)}{Ports(group)} ";
        string kind = group.IsAnswer ? "answers " : "";
        return $"{kind}{what}at {Interface(group)}, {(group.Egress ? "to" : "from")} {Peers(group)}";
    }

    public string Interface(RejectGroup group)
    {
        string logged = string.Join(", ", group.InterfaceIds);
        if (group.Interface < 0) return logged;
        NetworkInterface eni = design.NetworkInterfaces[group.Interface];
        return group.InterfaceIds is [var id] && id == eni.Id ? $"{eni.Name} ({eni.Id})" : $"{eni.Name} ({logged})";
    }

    /// <summary>One sentence without its full stop.</summary>
    public string Why(RejectGroup group) => group.Cause switch
    {
        RejectCause.SecurityGroup or RejectCause.BlockPublicAccess => _steps.Sentence(group.Walk!, group.Protocol)!,
        RejectCause.NetworkAcl => $"{_steps.Sentence(group.Walk!, group.Protocol)}{(group.IsAnswer ? "; a network ACL is stateless, and what answers needs an entry of its own" : "")}",
        RejectCause.ConnectionOver => $"its connection was tracked no more{End(group.Example)}: only as its answer would the security groups let it pass",
        RejectCause.AcceptedByDesign => $"the design lets it pass{Midway(group.Example)}; the network that was logged had other rules than this design, then or since",
        RejectCause.DroppedElsewhere when group.Walk is { Outcome: Outcome.Dropped } walk => $"the design drops it otherwise than the record says: {_steps.Sentence(walk, group.Protocol)}",
        RejectCause.DroppedElsewhere => "nobody of the design sends such a packet: neither end is in it, or no interface has the source",
        RejectCause.EncryptionControls => "VPC encryption controls rejected it, which VpcSim does not model",
        RejectCause.Ambiguous => $"it may be {string.Join(" or ", group.Candidates.Select(place => design.NetworkInterfaces[place].Name))}: the addresses of each stand in all its records, and {Settling(group.Example)}",
        _ => $"the design has neither {group.InterfaceIds[0]} nor one interface whose address stands in all its records; name the design of that network, or more of it",
    };

    /// <summary>What keeps it out even so; null where a plan lets it pass, or where there is none to make.</summary>
    public string? Remaining(RejectGroup group)
    {
        if (group.Plan is not { Passes: false } plan) return group is { Cause: RejectCause.DroppedElsewhere, Plan: null, Walk: { Outcome: Outcome.Dropped } dropped } ? _steps.Remedy(dropped, group.Protocol) : null;
        return plan.Refusal ?? (plan.StillDropped is { } still ? _steps.Remedy(still, group.Protocol) : null);
    }

    public static string Peers(RejectGroup group) => group.Peers.Length switch
    {
        <= 3 => string.Join(", ", group.Peers),
        var count => string.Create(CultureInfo.InvariantCulture, $"{group.Peers[0]}, {group.Peers[1]} and {count - 2:N0} others"),
    };

    private static string Protocol(RejectGroup group) => IpProtocol.NameOf(group.Protocol) is var name && char.IsAsciiLetter(name[0]) ? name : $"protocol {name}";

    private static string Ports(RejectGroup group)
    {
        if (group.Ports is [0]) return "";
        string shown = string.Join(", ", group.Ports.Take(3).Select(static port => port.ToString(CultureInfo.InvariantCulture)));
        string from = group.IsAnswer ? " from port" : "";
        return group.Ports.Length <= 3 ? $"{from} {shown}" : string.Create(CultureInfo.InvariantCulture, $"{from} {shown} and {group.Ports.Length - 3:N0} other ports");
    }

    private static string Settling(RecordedFlow flow) =>
        flow.Egress is null ? "a flow log with the field flow-direction would tell which" : "they have that address both; the design of one VPC alone would tell which";

    private static string End(RecordedFlow flow)
    {
        if (flow.Opposite is not { } opposite || (opposite.Accepted.IsEmpty && flow.Accepted.IsEmpty)) return "";
        if (((opposite.Accepted.TcpFlags | flow.Accepted.TcpFlags) & FinOrReset) != 0) return ", a FIN or RST of it is in the records";
        long last = Math.Max(opposite.Accepted.Last, flow.Accepted.Last);
        return flow.Rejected.First > last ? string.Create(CultureInfo.InvariantCulture, $", {flow.Rejected.First - last} s after its last accepted packet") : "";
    }

    private static string Midway(RecordedFlow flow) => flow.Rejected.ShowsFlags && (flow.Rejected.TcpFlags & Syn) == 0 ? " (it is no SYN, and may have come after the end of its connection)" : "";
}
