namespace VpcSim.FlowLogs.Settings;

/// <summary>What <c>start</c> and <c>end</c> of a record are. AWS documents the first and the last packet; some of its examples show the window.</summary>
public enum RecordTimes
{
    /// <summary>The seconds of the first and the last packet.</summary>
    Packets,

    /// <summary>The bounds of the window.</summary>
    Window,
}
