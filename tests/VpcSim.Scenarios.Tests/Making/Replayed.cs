using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>What a replay found, and what was counted at the interfaces.</summary>
internal sealed record Replayed(Design Design, ReplaySummary Summary, RecordingMeter Meter)
{
    /// <summary>Outcomes with packets, such as <c>delivered 3, dropped 1</c>.</summary>
    public string Outcomes => string.Join(", ", Summary.Outcomes.Where(pair => pair.Packets > 0).Select(pair => $"{NameOf(pair.Outcome)} {pair.Packets}"));

    /// <summary>Drop reasons, such as <c>ENI_SG_RULES_MISMATCH 1</c>.</summary>
    public string Drops => string.Join(", ", Summary.DropReasons.Select(pair => $"{DropReasons.NameOf(pair.Reason)} {pair.Packets}"));

    public string Consumed => string.Join(", ", Summary.Consumed.Select(pair => $"{pair.Service} {pair.Packets}"));

    public long Of(Outcome outcome) => Summary.Outcomes.Single(pair => pair.Outcome == outcome).Packets;

    /// <summary>What one packet (from 1) was counted as, in the order in which interfaces saw it.</summary>
    public string[] SeenOf(long number) => [.. Meter.Counts.Where(count => count.Number == number).Select(count => count.Line)];

    public static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Delivered => "delivered",
        Outcome.Dropped => "dropped",
        Outcome.NotSent => "not-sent",
        Outcome.Consumed => "consumed",
        Outcome.NotInDesign => "not-in-design",
        Outcome.NotIp => "not-ip",
        _ => "undecodable",
    };
}
