namespace VpcSim.FlowLogs.Delivery;

/// <summary>What a destination did not take to the end, whatever was tried.</summary>
/// <param name="Place">The destination: a file, or <c>s3://BUCKET</c> and its server.</param>
/// <param name="Reason">Why, as the system or the server says it.</param>
/// <param name="Delivered">Records that are there.</param>
/// <param name="Missing">Records that are not.</param>
/// <param name="KeptIn">Where the missing ones are instead; null if they are nowhere.</param>
public sealed record Undelivered(string Place, string Reason, long Delivered, long Missing, string? KeptIn = null);
