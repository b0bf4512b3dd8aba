namespace VpcSim.FlowLogs.Settings;

/// <summary>What a record for Firehose looks like. AWS says plain text; receivers report a JSON object around it.</summary>
public enum FirehoseForm
{
    /// <summary>The record.</summary>
    Text,

    /// <summary><c>{"message":"…"}</c>.</summary>
    Message,
}
