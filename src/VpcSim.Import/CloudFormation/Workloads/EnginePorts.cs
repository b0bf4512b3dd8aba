using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Where an engine listens unless a design says otherwise.</summary>
internal static class EnginePorts
{
    /// <summary>Of a database. (RDS API, "CreateDBInstance", Port)</summary>
    /// <param name="engine">Such as <c>aurora-postgresql</c>; null where the design does not tell.</param>
    public static ListeningPort? OfDatabase(string? engine) => engine switch
    {
        null => null,
        _ when engine.Contains("postgres", StringComparison.OrdinalIgnoreCase) => ListeningPort.Tcp(5432),
        _ when engine.Contains("mysql", StringComparison.OrdinalIgnoreCase) || engine.Contains("maria", StringComparison.OrdinalIgnoreCase) || engine == "aurora" => ListeningPort.Tcp(3306),
        _ when engine.Contains("oracle", StringComparison.OrdinalIgnoreCase) => ListeningPort.Tcp(1521),
        _ when engine.Contains("sqlserver", StringComparison.OrdinalIgnoreCase) => ListeningPort.Tcp(1433),
        _ when engine.StartsWith("db2", StringComparison.OrdinalIgnoreCase) => ListeningPort.Tcp(50000),
        "docdb" => ListeningPort.Tcp(27017),
        "neptune" => ListeningPort.Tcp(8182),
        _ => null,
    };

    /// <summary>Of a cache. (ElastiCache API, "CreateCacheCluster", Port)</summary>
    public static ListeningPort OfCache(string? engine) => ListeningPort.Tcp(string.Equals(engine, "memcached", StringComparison.OrdinalIgnoreCase) ? 11211 : 6379);
}
