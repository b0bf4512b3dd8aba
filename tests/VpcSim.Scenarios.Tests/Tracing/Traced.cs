using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Tracing;

/// <summary>A trace that a test asks for in few words, and what it found in few words.</summary>
internal sealed class Traced
{
    private readonly VerdictText _text;

    private Traced(PacketTrace trace)
    {
        Trace = trace;
        _text = new VerdictText(trace.Plan.Design);
    }

    public PacketTrace Trace { get; }

    /// <summary>As <c>delivered to web</c> or <c>dropped SUBNET_ACL_RESTRICTION by acl</c>.</summary>
    public string Forward => Words(Trace.Forward);

    /// <summary>The same of the way back; <c>none</c> where there is none.</summary>
    public string Return => Trace.Return is { } back ? Words(back) : "none";

    /// <summary>The packet as sent, as <c>10.0.1.10 > 10.0.2.20</c>.</summary>
    public string Ends => $"{Trace.Plan.Packet.Source.ToIpAddress()} > {Trace.Plan.Packet.Destination.ToIpAddress()}";

    /// <summary>The answer as sent.</summary>
    public string AnswerEnds => $"{Trace.Answer.Source.ToIpAddress()} > {Trace.Answer.Destination.ToIpAddress()}";

    public static Traced Of(DesignBuilder design, string from, string to, string? protocol = null, string? source = null, byte? icmpType = null) =>
        Of(design.Complete(), from, to, protocol, source, icmpType);

    public static Traced Of(Design design, string from, string to, string? protocol = null, string? source = null, byte? icmpType = null)
    {
        TracePlan? plan = PlanOf(design, Request(from, to, protocol, source, icmpType), out ImmutableArray<TraceProblem> problems);
        Assert.Empty(problems);
        return new Traced(Tracer.Trace(plan!, DataPathSettings.Default));
    }

    /// <summary>What stands against a trace, as <c>From: nothing in the design is called …</c>.</summary>
    public static string[] ProblemsOf(DesignBuilder design, string from, string to, string? protocol = null, string? source = null, byte? icmpType = null)
    {
        Assert.Null(PlanOf(design.Complete(), Request(from, to, protocol, source, icmpType), out ImmutableArray<TraceProblem> problems));
        return [.. problems.Select(problem => $"{problem.Input}: {problem.Text}")];
    }

    private static TracePlan? PlanOf(Design design, TraceRequest request, out ImmutableArray<TraceProblem> problems) =>
        TracePlan.Make(request, design, AwsIpRanges.Default, out problems);

    private static TraceRequest Request(string from, string to, string? protocol, string? source, byte? icmpType) => new()
    {
        From = from,
        To = to,
        Protocol = protocol is null ? null : ProtocolWords.Parse(protocol),
        Source = source is null ? null : IpAddress.Parse(source),
        IcmpType = icmpType,
    };

    private string Words(ExplainedWalk way)
    {
        string component = _text.Component(way.Verdict).Split(" (")[0];
        return way.Outcome switch
        {
            Outcome.Dropped => $"dropped {DropReasons.NameOf(way.Verdict.Reason)} by {component}",
            Outcome.Consumed => $"service {component}",
            Outcome.Delivered => $"delivered to {component}",
            _ => "not in the design",
        };
    }
}
