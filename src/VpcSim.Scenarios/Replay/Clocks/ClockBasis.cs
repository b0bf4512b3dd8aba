namespace VpcSim.Scenarios.Replay.Clocks;

/// <summary>Why a capture's clock is taken as it is.</summary>
public enum ClockBasis
{
    /// <summary>The others are measured by it.</summary>
    Reference,

    /// <summary>The user said so.</summary>
    Given,

    /// <summary>Packets that it has in common with another capture say so.</summary>
    Estimated,

    /// <summary>It has no packet in common with the others.</summary>
    NothingInCommon,

    /// <summary>It can be read only once, or the others can, so that nobody could look ahead.</summary>
    Stream,
}
