namespace VpcSim.FlowLogs.Sql;

internal enum TableFileForm
{
    Text,
    Gzip,
    Parquet,
}
