namespace VpcSim.FlowLogs.Reading;

/// <summary>Why a file gave fewer records than it has, or none.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Why">Such as <c>the gzip file ends before its content does</c>.</param>
/// <param name="IsCut">Whether it only ends too early, or goes on behind its end; else something in it is wrong.</param>
/// <param name="RecordsBefore">What was read of it.</param>
public sealed record FileFault(string File, string Why, bool IsCut, long RecordsBefore);
