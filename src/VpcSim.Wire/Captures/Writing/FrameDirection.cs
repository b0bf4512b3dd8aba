namespace VpcSim.Wire.Captures.Writing;

/// <summary>Which way a packet went at its interface: the lowest bits of option epb_flags (draft-ietf-opsawg-pcapng section 4.3.1).</summary>
public enum FrameDirection
{
    /// <summary>Not told.</summary>
    Unknown = 0,

    Inbound = 1,

    Outbound = 2,
}
