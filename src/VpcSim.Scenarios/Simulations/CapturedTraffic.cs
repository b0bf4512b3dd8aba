using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Simulations;

/// <summary>A capture that is sent while a simulation runs: what came of its packets so far.</summary>
public sealed class CapturedTraffic
{
    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];

    internal CapturedTraffic(string capture) => Capture = capture;

    /// <summary>The file.</summary>
    public string Capture { get; }

    /// <summary>Whether all of it was sent.</summary>
    public bool IsOver { get; internal set; }

    /// <summary>Packets read.</summary>
    public long Packets { get; private set; }

    /// <summary>How many of them had an outcome.</summary>
    public long this[Outcome outcome] => _outcomes[(int)outcome];

    /// <summary>Whether a packet of it was one of the design's: sent in it, or kept back by it.</summary>
    public bool IsOfDesign => Packets > this[Outcome.NotInDesign] + this[Outcome.NotIp] + this[Outcome.Undecodable];

    /// <summary>The verdict of the first packet that was dropped; null where none was.</summary>
    public Verdict? FirstDrop { get; private set; }

    /// <summary>Why it ended before its end; null where it did not.</summary>
    public string? Damage { get; internal set; }

    internal void Count(Outcome outcome, Verdict verdict)
    {
        Packets++;
        _outcomes[(int)outcome]++;
        if (verdict.IsDrop) FirstDrop ??= verdict;
    }
}
