using System.Globalization;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Cli.Reports;

/// <summary>Words the steps of explained walks.</summary>
internal sealed class StepText(Design design)
{
    private readonly TrailText _trails = new(design);
    private readonly VerdictText _verdicts = new(design);
    private readonly DropRemedies _remedies = new(design);

    public string Component(StageRecord step) => _trails.Component(step);

    public string Rule(StageRecord step) => _trails.Rule(step);

    /// <summary>The deciding component of a verdict, by name and id.</summary>
    public string Component(Verdict verdict) => _verdicts.Component(verdict);

    /// <summary>The deciding rule of a verdict; <c>-</c> where there is none to name.</summary>
    public string Rule(Verdict verdict) => _verdicts.Rule(verdict);

    /// <summary>Where packets of a walk entered.</summary>
    public string? Entry(EntryPoint? entry) => entry is not { } point ? null : point.Kind switch
    {
        EntryKind.Interface => $"sent by {Named(ComponentKind.NetworkInterface, point.Index)}",
        EntryKind.Internet => "from the internet",
        EntryKind.VpnGateway => $"from on premises by {Named(ComponentKind.VpnGateway, point.Index)}",
        EntryKind.GatewayEndpoint => $"from the service behind {Named(ComponentKind.VpcEndpoint, point.Index)}",
        EntryKind.TransitAttachment => $"from outside by {Named(ComponentKind.TransitGatewayAttachment, point.Index)}",
        _ => $"from another network into {Named(ComponentKind.Vpc, point.Index)}",
    };

    /// <summary>What a step decided and changed, in one line.</summary>
    public string Decision(ExplainedWalk walk, int step)
    {
        StageRecord record = walk.Trail[step];
        string[] parts = [.. Parts(record, walk.Former[step], ChangeAt(walk, step))];
        return string.Join("; ", parts);
    }

    /// <summary>What a step changed of the packet, such as <c>source 10.0.2.10:40000 -> 10.0.1.100:1024</c>; null for nothing.</summary>
    public static string? ChangeAt(ExplainedWalk walk, int step) => Change(walk.Forms[step], walk.Forms[step + 1]);

    /// <summary>What the way behind the last step changed; null for nothing.</summary>
    public static string? LastChange(ExplainedWalk walk) => walk.Forms.Length < 2 ? null : Change(walk.Forms[^2], walk.Forms[^1]);

    /// <summary>Why a walk ended in a drop, in a sentence; null where it did not.</summary>
    public string? Sentence(ExplainedWalk walk, byte protocol) => walk.Outcome != Outcome.Dropped ? null : Told(walk, protocol, _verdicts.Sentence);

    /// <summary>What would have had to be otherwise; null where nothing was dropped.</summary>
    public string? Remedy(ExplainedWalk walk, byte protocol) => walk.Outcome != Outcome.Dropped ? null : Told(walk, protocol, _remedies.Of);

    /// <summary>What was translated, split or lowered between two points of a way; null where nothing was.</summary>
    private static string? Change(PacketForm before, PacketForm after)
    {
        var changes = new List<string>();
        if (before.Source.IsIPv4 != after.Source.IsIPv4) changes.Add(after.Source.IsIPv4 ? "IPv6 to IPv4 (NAT64)" : "IPv4 to IPv6 (NAT64)");
        Compare("source", SightText.End(before.Source, before.SourcePort), SightText.End(after.Source, after.SourcePort));
        Compare("destination", SightText.End(before.Destination, before.DestinationPort), SightText.End(after.Destination, after.DestinationPort));
        Compare("ICMP identifier", Text(before.IcmpIdentifier), Text(after.IcmpIdentifier));
        if (before.LoweredMss != after.LoweredMss) changes.Add($"maximum segment size lowered to {Text(after.LoweredMss)}");
        if (before.Packets != after.Packets) changes.Add($"split into {Text(after.Packets)} fragments");
        return changes.Count == 0 ? null : string.Join(", ", changes);

        void Compare(string what, string old, string now)
        {
            if (old != now) changes.Add($"{what} {old} -> {now}");
        }
    }

    private IEnumerable<string> Parts(StageRecord record, FormerConnection former, string? change)
    {
        if (!record.Passed) yield return "refused";
        string rule = _trails.Rule(record);
        if (rule != "-") yield return rule;
        else if (record.Stage == Stage.SourceDestCheck && record.Passed) yield return design.NetworkInterfaces[record.Index].SourceDestCheck ? "its own address" : "switched off";
        else if (record.Stage is Stage.Gateway && record.Passed) yield return record.Egress ? "out" : "in";
        else if (record.Passed) yield return record.Stage == Stage.Delivery ? "arrives" : "passes";
        if (TrailText.State(record) is { } state) yield return state;
        if (former != FormerConnection.None) yield return former == FormerConnection.Ended ? "the connection before has ended" : "the connection before has expired";
        if (change is not null) yield return change;
    }

    private static T Told<T>(ExplainedWalk walk, byte protocol, Func<Verdict, byte, Model.Addressing.IpAddress, Model.Addressing.IpAddress, ushort, T> tell)
    {
        (var source, var destination, ushort port) = walk.Forms is [.., var last] ? (last.Source, last.Destination, last.DestinationPort) : (walk.Source, walk.Destination, (ushort)0);
        return tell(walk.Verdict, walk.Role == PacketRole.Error ? (byte)(source.IsIPv4 ? 1 : 58) : protocol, source, destination, port);
    }

    private string Named(ComponentKind kind, int index) => _verdicts.Component(new Verdict(Outcome.Delivered, Component: kind, Index: index));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
