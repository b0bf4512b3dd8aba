using VpcSim.Engine.Chance;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The grids of windows of a run, and which of them each interface has.</summary>
internal sealed class WindowPhases
{
    /// <summary>So many different phases are drawn at most; interfaces share them.</summary>
    public const int MostPhases = 64;

    private readonly SeededChance? _chance;
    private int[] _gridOf = [];

    private WindowPhases(WindowGrid[] grids, SeededChance? chance) => (Grids, _chance) = (grids, chance);

    /// <summary>In order of phase.</summary>
    public WindowGrid[] Grids { get; }

    public static WindowPhases Of(Design design, FlowLogSettings settings)
    {
        WindowPhases phases = settings.WindowPhase == WindowPhase.Fixed
            ? new WindowPhases([new WindowGrid(settings.WindowSeconds, settings.WindowOffsetMs * 1_000_000L)], chance: null)
            : Drawn(settings);
        phases.Adopt(design);
        return phases;
    }

    /// <summary>Goes on with a changed design, whose new interfaces stand behind those that it had.</summary>
    public void Adopt(Design design)
    {
        int known = _gridOf.Length;
        Array.Resize(ref _gridOf, design.NetworkInterfaces.Length);
        if (_chance is null) return;
        for (int i = known; i < _gridOf.Length; i++) _gridOf[i] = (int)_chance.Below((ulong)Grids.Length);
    }

    public int GridOf(int networkInterface) => _gridOf[networkInterface];

    private static WindowPhases Drawn(FlowLogSettings settings)
    {
        var chance = new SeededChance((ulong)settings.Seed);
        ulong longMs = (ulong)settings.WindowSeconds * WindowGrid.ShortInLong * 1000;
        var phases = new SortedSet<long>();
        for (int i = 0; i < MostPhases; i++) phases.Add((long)chance.Below(longMs));
        return new WindowPhases([.. phases.Select(ms => new WindowGrid(settings.WindowSeconds, ms * 1_000_000))], chance);
    }
}
