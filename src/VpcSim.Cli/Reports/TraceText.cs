using System.Globalization;
using VpcSim.DataPath;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;
using VpcSim.Wire;

namespace VpcSim.Cli.Reports;

/// <summary>A trace for a person: the way there and the way back, each hop with what decided.</summary>
internal sealed class TraceText
{
    private readonly PacketTrace _trace;
    private readonly StepText _steps;

    private TraceText(PacketTrace trace)
    {
        _trace = trace;
        _steps = new StepText(trace.Plan.Design);
    }

    /// <param name="trace">The trace.</param>
    /// <param name="designs">The design as the user named it.</param>
    public static Document Of(PacketTrace trace, string designs) => new([.. new TraceText(trace).Sections(designs)]);

    private IEnumerable<Section> Sections(string designs)
    {
        yield return new Section { Lines = [$"{designs} in {_trace.Plan.Design.Region}", .. _trace.Plan.Notes] };
        yield return Way("There", _trace.Plan.Packet, _trace.Forward);
        yield return _trace.Return is { } back ? Way("Back", _trace.Answer, back) : new Section
        {
            Lines = [PacketTrace.IsThrough(_trace.Forward) ? "No way back: nobody answers an ICMP message of this type." : "No way back: nothing arrived that could be answered."],
        };
    }

    private Section Way(string direction, PacketHeader packet, ExplainedWalk way) => new()
    {
        Heading = $"{direction}: {Words(packet, way)}, {Fate(way)}",
        Lines = [.. Story(way)],
        Columns = way.Trail.IsEmpty ? [] : [new(""), new(""), new("")],
        Rows = [.. way.Trail.Select((step, i) => Row.Of(TrailText.NameOf(step.Stage), _steps.Component(step), _steps.Decision(way, i)))],
    };

    private string Fate(ExplainedWalk way) => way.Outcome switch
    {
        Outcome.Delivered => $"delivered to {_steps.Component(way.Verdict)}",
        Outcome.Consumed when way.FromFirst => $"delivered to {VerdictText.Service((VpcService)way.Verdict.Index)}",
        Outcome.Consumed => $"the answer of {VerdictText.Service((VpcService)way.Verdict.Index)}",
        Outcome.Dropped => $"dropped: {DropReasons.NameOf(way.Verdict.Reason)}",
        _ => "not in the design",
    };

    private IEnumerable<string> Story(ExplainedWalk way)
    {
        byte protocol = _trace.Plan.Packet.Protocol;
        if (way.Outcome == Outcome.Dropped)
        {
            yield return $"why: {_steps.Sentence(way, protocol)}";
            yield return $"to pass it needs {_steps.Remedy(way, protocol)}";
        }
        if (_steps.Entry(way.Entry) is { } entry) yield return entry;
        if (StepText.LastChange(way) is { } change) yield return $"behind the last stage: {change}";
        if (way is { Outcome: Outcome.Consumed, FromFirst: true }) yield return "neither security groups nor network ACLs judge what a service of the VPC takes and sends";
        if (way.Error is { } error)
            yield return string.Create(CultureInfo.InvariantCulture, $"the VPC router {error.From} answers {error.To} with ICMP type {error.Type} code {error.Code}{(error.Mtu > 0 ? $", MTU {error.Mtu}" : "")}");
        if (way.WasReset) yield return "the NAT gateway answers with a RST";
    }

    // As it enters: of what comes from the internet to a public address, with that.
    private static string Words(PacketHeader packet, ExplainedWalk way)
    {
        (IpAddress source, IpAddress destination) = way.Forms is [var entering, ..]
            ? (entering.Source, entering.Destination)
            : (packet.Source.ToIpAddress(), packet.Destination.ToIpAddress());
        string kind = PacketText.KindOf(packet.Protocol, packet.TcpFlags, packet.IcmpType, packet.IcmpCode);
        string protocol = IpProtocol.NameOf(packet.Protocol);
        return $"{(char.IsAsciiLetter(protocol[0]) ? protocol : $"protocol {protocol}")} {SightText.End(source, packet.SourcePort)} > {SightText.End(destination, packet.DestinationPort)}{(kind.Length > 0 ? $" {kind}" : "")}";
    }
}
