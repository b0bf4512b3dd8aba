using System.Diagnostics.CodeAnalysis;

namespace VpcSim.DataPath.Flows;

/// <summary>What is kept of a conversation some of whose packets did not arrive.</summary>
internal struct Losses
{
    /// <summary>Number of the latest packet of the lower end that failed; 0 if its latest one arrived.</summary>
    public long BlameLow;

    /// <summary>The same for the higher end.</summary>
    public long BlameHigh;

    /// <summary>Dropped packets of both directions.</summary>
    public long Drops;

    /// <summary>Packets of both directions that were not sent.</summary>
    public long NotSent;

    /// <summary>Packet number of the first drop.</summary>
    public long FirstDropNumber;

    /// <summary>Number of the first drop's verdict in the verdict book.</summary>
    public int FirstDropVerdict;

    public bool FirstDropFromHigh;

    /// <summary>Whether nothing was lost.</summary>
    public readonly bool IsNone => this is { BlameLow: 0, BlameHigh: 0, Drops: 0, NotSent: 0 };

    /// <summary>The blame of one end; see <see cref="BlameLow"/>.</summary>
    [UnscopedRef]
    public ref long Blame(int fromHigh) => ref fromHigh != 0 ? ref BlameHigh : ref BlameLow;
}
