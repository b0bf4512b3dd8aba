namespace VpcSim.FlowLogs.Destinations;

/// <summary>Whose record it is, and of when. Seconds since 1970.</summary>
/// <param name="Interface">The place of the interface in the design.</param>
/// <param name="StartSeconds">What the field <c>start</c> says.</param>
/// <param name="EndSeconds">What the field <c>end</c> says.</param>
/// <param name="WindowEndSeconds">When the record's window ended; it is published some time later.</param>
public readonly record struct RecordStamp(int Interface, long StartSeconds, long EndSeconds, long WindowEndSeconds);
