namespace VpcSim.FlowLogs;

/// <summary>A flow-log record that chosen packets went into.</summary>
/// <param name="Interface">Whose it is, by place in the design.</param>
/// <param name="Accepted">Whether its action is <c>ACCEPT</c>.</param>
/// <param name="Line">The record, in the format of the log of everything.</param>
public sealed record PickedRecord(int Interface, bool Accepted, string Line);
