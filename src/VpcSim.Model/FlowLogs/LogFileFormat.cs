namespace VpcSim.Model.FlowLogs;

/// <summary>The format of a flow log's files in S3. (EC2 API, DestinationFileFormat)</summary>
public enum LogFileFormat
{
    PlainText,
    Parquet,
}
