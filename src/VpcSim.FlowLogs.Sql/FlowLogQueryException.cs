namespace VpcSim.FlowLogs.Sql;

/// <summary>A query that cannot be run; the message says what is wrong with it, and where.</summary>
public sealed class FlowLogQueryException(string message, Exception? cause = null) : Exception(message, cause);
