using System.Collections.Immutable;
namespace VpcSim.Wire.Captures.Selecting;

/// <summary>What was unwrapped and left out of a capture.</summary>
public sealed record SelectionReport
{
    /// <summary>Packets before the first moment that was asked for.</summary>
    public long BeforeFrom { get; init; }

    /// <summary>Packets from the moment on until which packets were asked for, as far as the capture was read.</summary>
    public long FromUntilOn { get; init; }

    /// <summary>Packets that the filter did not let through.</summary>
    public long Filtered { get; init; }

    /// <summary>Fragments of a tunnel's packets behind the first, which hold no headers of the packet inside.</summary>
    public long OuterFragments { get; init; }

    /// <summary>Whether reading ended before the capture did, since nothing more could be wanted.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>Whether packets of tunnels were unwrapped.</summary>
    public bool Unwraps { get; init; }

    /// <summary>The sessions of tunnels that occurred, by kind and number; at most <see cref="Unwrapping.MostSessions"/>.</summary>
    public ImmutableArray<TunnelSession> Sessions { get; init; } = [];

    /// <summary>Packets of sessions beyond those.</summary>
    public long OtherSessions { get; init; }

    /// <summary>IP packets that were in no tunnel and are replayed as they stand, while others were unwrapped.</summary>
    public long NotWrapped { get; init; }

    /// <summary>Why nothing was unwrapped though the capture begins with a tunnel's packet: not all of its packets are such. Null where that is not so.</summary>
    public MixedCapture? Mixed { get; init; }

    /// <summary>Whether there is anything to tell.</summary>
    public bool IsEmpty => BeforeFrom + FromUntilOn + Filtered + OuterFragments == 0 && !StoppedEarly && !Unwraps && Mixed is null;
}
