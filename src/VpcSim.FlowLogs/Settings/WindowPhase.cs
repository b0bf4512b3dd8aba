namespace VpcSim.FlowLogs.Settings;

/// <summary>When an interface's windows begin. AWS documents nothing; its examples are not aligned to the minute.</summary>
public enum WindowPhase
{
    /// <summary>All at the same times.</summary>
    Fixed,

    /// <summary>Each interface at its own, drawn from a seed.</summary>
    Random,
}
