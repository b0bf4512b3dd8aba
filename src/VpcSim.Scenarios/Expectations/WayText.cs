using System.Collections.Immutable;
using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Words what became of packets, for the reasons of failed expectations.</summary>
internal sealed class WayText(Design design)
{
    private readonly TrailText _trails = new(design);
    private readonly VerdictText _verdicts = new(design);

    /// <summary>Who dropped it by which reason: <c>ENI_SG_RULES_MISMATCH at Database (eni-0…)</c>; or where it went.</summary>
    public string Outcome(Verdict verdict) => verdict.Outcome switch
    {
        DataPath.Trace.Outcome.Dropped => $"dropped: {DropReasons.NameOf(verdict.Reason)} at {_verdicts.Component(verdict)}",
        DataPath.Trace.Outcome.Delivered when verdict.Component == ComponentKind.NetworkInterface => $"delivered to {_verdicts.Component(verdict)}",
        DataPath.Trace.Outcome.Delivered => $"delivered by {_verdicts.Component(verdict)}",
        DataPath.Trace.Outcome.Consumed => $"answered by {_verdicts.Component(verdict)}",
        DataPath.Trace.Outcome.NotInDesign => "sent by nobody: the design does not hold such a sender",
        var other => other.ToString(),
    };

    /// <summary>One sentence that blames.</summary>
    public string Sentence(Verdict verdict, byte protocol, IpAddress source, IpAddress destination, ushort port) => _verdicts.Sentence(verdict, protocol, source, destination, port);

    /// <summary>The stages of a way, a line each, with what decided.</summary>
    public string Steps(ImmutableArray<StageRecord> trail, string indent)
    {
        var text = new StringBuilder();
        foreach (StageRecord step in trail)
        {
            text.Append('\n').Append(indent).Append(TrailText.NameOf(step.Stage)).Append(' ').Append(_trails.Decision(step));
            if (TrailText.State(step) is { } state) text.Append("; ").Append(state);
            if (!step.Passed) text.Append(" <- dropped here");
        }
        return text.ToString();
    }
}
