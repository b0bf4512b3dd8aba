namespace VpcSim.Wire.Captures;

/// <summary>How the reading of a capture ended.</summary>
public enum CaptureEnd
{
    /// <summary>The file ends where a record ends (or has not been read to its end yet).</summary>
    Complete,

    /// <summary>Somebody has gone on writing to the file since it was opened: every packet that it held whole then was given.</summary>
    Grown,

    /// <summary>The machine could not keep up with the packets: some are missing in between.</summary>
    Lossy,

    /// <summary>The file ends within its last record, as when a recorder was killed; every packet before it was given.</summary>
    CutOff,

    /// <summary>The file holds something impossible before its end; every packet before it was given, nothing after it can be.</summary>
    Damaged,
}
