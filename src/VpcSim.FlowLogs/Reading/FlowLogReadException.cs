namespace VpcSim.FlowLogs.Reading;

/// <summary>A file that holds no flow-log records; the message names it and the remedy.</summary>
public sealed class FlowLogReadException(string message, Exception? cause = null) : Exception(message, cause);
