namespace VpcSim.FlowLogs.Sql;

/// <summary>Where a flow log's objects lie in S3, as its destination options have it. (EC2 API, DestinationOptionsRequest)</summary>
/// <param name="Location">Bucket and folder, above <c>AWSLogs</c>: <c>s3://BUCKET/FOLDER</c>.</param>
/// <param name="Accounts">At least one, 12 digits each.</param>
/// <param name="Regions">At least one.</param>
/// <param name="IsParquet">Parquet instead of text.</param>
/// <param name="IsHive">Folders with Hive's names.</param>
/// <param name="IsHourly">A folder for each hour.</param>
public sealed record AthenaPlace(string Location, IReadOnlyList<string> Accounts, IReadOnlyList<string> Regions, bool IsParquet = false, bool IsHive = false, bool IsHourly = false);
