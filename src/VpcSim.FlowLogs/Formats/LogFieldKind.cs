namespace VpcSim.FlowLogs.Formats;

/// <summary>What a field's values are. (VPC guide, "Flow log records", Parquet data type)</summary>
public enum LogFieldKind : byte
{
    Text,
    Int32,
    Int64,
}
