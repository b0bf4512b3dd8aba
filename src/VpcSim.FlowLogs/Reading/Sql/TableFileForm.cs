namespace VpcSim.FlowLogs.Reading.Sql;

internal enum TableFileForm
{
    Text,
    Gzip,
    Parquet,
}
