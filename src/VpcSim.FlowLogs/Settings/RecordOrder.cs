namespace VpcSim.FlowLogs.Settings;

/// <summary>In which order the records of a window stand. AWS promises none.</summary>
public enum RecordOrder
{
    /// <summary>By interface and first packet.</summary>
    Sorted,

    /// <summary>As a seed has it.</summary>
    Shuffled,
}
