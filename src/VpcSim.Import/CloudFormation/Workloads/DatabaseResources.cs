using VpcSim.Import.CloudFormation.Resources;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Databases of RDS, Aurora, DocumentDB and Neptune, and RDS proxies.</summary>
internal static class DatabaseResources
{
    private static readonly DatabaseFamily _relational = new("RDS", SubnetGroupResources.Database, "Port", Engine: null);
    private static readonly DatabaseFamily _document = new("DocDB", SubnetGroupResources.Document, "Port", "docdb");
    private static readonly DatabaseFamily _graph = new("Neptune", SubnetGroupResources.Graph, "DBPort", "neptune");

    /// <summary>Clusters before the instances that belong to them.</summary>
    public static readonly ResourceKind[] All =
    [
        SubnetGroupResources.Database, SubnetGroupResources.Document, SubnetGroupResources.Graph,
        _relational.Cluster, _document.Cluster, _graph.Cluster, _relational.Instance, _document.Instance, _graph.Instance,
        WorkloadKind.Of("AWS::RDS::DBProxy", "proxy", "DBProxyName EngineFamily VpcSubnetIds VpcSecurityGroupIds Auth RoleArn Tags", PlaceProxy),
    ];

    private static Placement PlaceProxy(ResourceReader r, DesignDraft draft)
    {
        draft.TellOnce(r, "not-modelled", "the databases behind a proxy: packets reach its interfaces, and what it sends on must come from their addresses in the capture or scenario");
        return new Placement
        {
            Subnets = r.Ids("VpcSubnetIds", "subnet"),
            Groups = r.Ids("VpcSecurityGroupIds", "sg"),
            Description = _ => $"Network interface for DBProxy {r.Reference}",
            Ports = EnginePorts.OfDatabase(r.TextIfKnown("EngineFamily")) is { } port ? [port] : [],
        };
    }
}
