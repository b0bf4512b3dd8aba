namespace VpcSim.DataPath.Enis;

/// <summary>Where a packet leaves no record.</summary>
internal enum Silence : byte
{
    None,

    /// <summary>At the interface that sends it.</summary>
    Leaving,

    Everywhere,
}
