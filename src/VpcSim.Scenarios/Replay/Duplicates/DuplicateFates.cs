namespace VpcSim.Scenarios.Replay.Duplicates;

/// <summary>What became of the latest packets that were captured at several places.</summary>
internal sealed class DuplicateFates
{
    // Twice what can lie between a packet and its last copy.
    private readonly Fate[] _fates = new Fate[2 * SightingRing.Most];

    /// <summary>Copies so far.</summary>
    public long Copies { get; private set; }

    /// <param name="twin">Above 0.</param>
    /// <param name="fate">What became of the packet that was sent.</param>
    public void Note(int twin, Fate fate) => _fates[twin % _fates.Length] = fate;

    /// <summary>The fate of one more copy.</summary>
    /// <param name="twin">Below 0.</param>
    public Fate OfCopy(int twin)
    {
        Copies++;
        return _fates[-twin % _fates.Length].AsCopy();
    }
}
