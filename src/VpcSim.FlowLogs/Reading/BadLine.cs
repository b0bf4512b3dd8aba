namespace VpcSim.FlowLogs.Reading;

/// <summary>A line that is no record.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">From 1, a header line being the first; of Parquet the row, of JSON the event.</param>
/// <param name="Why">What is wrong with it, such as <c>srcport is 'x', not a number</c>.</param>
/// <param name="Text">Its beginning.</param>
public sealed record BadLine(string File, long Line, string Why, string Text);
