namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>What the sending side knows of a link.</summary>
internal enum LinkHealth : byte
{
    Up,

    /// <summary>The far end does not answer, and the sending side has not noticed yet.</summary>
    Silent,

    /// <summary>The sending side has given it up.</summary>
    Down,
}
