namespace VpcSim.FlowLogs.Destinations;

/// <summary>The first line in which the records of a run are not those that were expected.</summary>
/// <param name="Line">The line, from 1, the header being the first.</param>
/// <param name="Expected">What the file says there; null where it has ended: the record is one too many.</param>
/// <param name="Got">The record of the run; null where there is none any more.</param>
public sealed record RecordDifference(long Line, string? Expected, string? Got);
