using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>A service of databases in clusters: RDS with Aurora, DocumentDB and Neptune, which say alike what they need.</summary>
/// <param name="Service">Such as <c>RDS</c>.</param>
/// <param name="SubnetGroup">The kind of its subnet groups.</param>
/// <param name="PortProperty">Of a cluster.</param>
/// <param name="Engine">Of clusters that name none; null where they must.</param>
internal sealed record DatabaseFamily(string Service, ResourceKind SubnetGroup, string PortProperty, string? Engine)
{
    // RDS makes the interfaces of all three.
    private const string Description = "RDSNetworkInterface";

    // RDS guide, "Multi-AZ DB cluster deployments": a writer and two readers, each in another zone.
    private static readonly ImmutableArray<string> _multiZoneCluster = Placement.Numbered(3);

    public ResourceKind Cluster => WorkloadKind.Of($"AWS::{Service}::DBCluster", "cluster",
        $"DBClusterIdentifier Engine EngineMode {PortProperty} DBSubnetGroupName VpcSecurityGroupIds NetworkType DBClusterInstanceClass PubliclyAccessible AvailabilityZones Tags Domain",
        PlaceCluster);

    public ResourceKind Instance => WorkloadKind.Of($"AWS::{Service}::DBInstance", "db",
        "DBInstanceIdentifier DBClusterIdentifier Engine Port DBSubnetGroupName VPCSecurityGroups DBSecurityGroups MultiAZ PubliclyAccessible AvailabilityZone NetworkType "
        + "SourceDBInstanceIdentifier SourceDBClusterIdentifier DBInstanceClass DBName Tags Domain", PlaceInstance);

    /// <summary>A cluster has no interfaces of its own but for those of its instances; a Multi-AZ cluster of RDS makes its instances itself.</summary>
    private Placement? PlaceCluster(ResourceReader r, DesignDraft draft)
    {
        if (SubnetGroupResources.Find(r, draft, SubnetGroup, "DBSubnetGroupName") is not { } subnets) return null;
        string? engine = r.TextIfKnown("Engine") ?? Engine;
        Database cluster = new(subnets, r.Ids("VpcSecurityGroupIds", "sg"), Port(r, PortProperty, engine), r.TextIfKnown("NetworkType") is "DUAL" or "IPV6");
        if (r.IsLeftOut) return null;
        draft.Databases[($"AWS::{Service}::DBCluster", r.Reference.ToLowerInvariant())] = cluster;
        bool makesInstances = r.Has("DBClusterInstanceClass");
        return PlacementOf(cluster, makesInstances ? _multiZoneCluster : [], makesInstances && IsPublic(r, draft, subnets));
    }

    private Placement? PlaceInstance(ResourceReader r, DesignDraft draft)
    {
        if (r.TextIfKnown("DBClusterIdentifier") is { } clusterName) return PlaceMember(r, draft, clusterName);
        ImmutableArray<string> subnets;
        if (!r.Has("DBSubnetGroupName") && Source(r, draft) is { } source) subnets = source.Subnets;
        else if (SubnetGroupResources.Find(r, draft, SubnetGroup, "DBSubnetGroupName") is { } named) subnets = named;
        else return null;
        string? engine = r.TextIfKnown("Engine");
        ListeningPort? port = Port(r, "Port", engine) ?? Source(r, draft)?.Port;
        Database database = new(subnets, r.Ids("VPCSecurityGroups", "sg"), port, r.TextIfKnown("NetworkType") is "DUAL" or "IPV6");
        if (r.IsLeftOut) return null;
        if (port is null) r.Finding("assumed", $"{r.Name} names no engine whose port is known: nothing is known to listen there", r.Place);
        draft.Databases[(r.Type, r.Reference.ToLowerInvariant())] = database;
        // RDS guide, "Multi-AZ DB instance deployments": the standby is in another zone.
        ImmutableArray<string> parts = r.Boolean("MultiAZ") == true ? ["", "standby"] : [""];
        return PlacementOf(database, parts, IsPublic(r, draft, subnets)) with { Zones = r.Text("AvailabilityZone") is { } zone ? [zone] : [] };
    }

    private Placement? PlaceMember(ResourceReader r, DesignDraft draft, string clusterName)
    {
        if (!draft.Databases.TryGetValue(($"AWS::{Service}::DBCluster", clusterName.ToLowerInvariant()), out Database? cluster))
        {
            r.LeaveOut($"the cluster {clusterName} is not part of the design", r.PlaceOf("DBClusterIdentifier"), "outside-design");
            return null;
        }
        string zone = r.Text("AvailabilityZone") ?? cluster.NextZone(draft);
        cluster.Take(zone);
        return PlacementOf(cluster, [""], IsPublic(r, draft, cluster.Subnets)) with { Zones = [zone], Cluster = draft.FindWorkload($"AWS::{Service}::DBCluster", clusterName.ToLowerInvariant()) };
    }

    private static Placement PlacementOf(Database database, ImmutableArray<string> parts, bool isPublic) => new()
    {
        Subnets = database.Subnets,
        Groups = database.Groups,
        Parts = parts,
        Description = _ => Description,
        Ports = database.Port is { } port ? [port] : [],
        IsPublic = isPublic,
        HasIpv6 = database.HasIpv6,
    };

    /// <summary>What a read replica copies.</summary>
    private static Database? Source(ResourceReader r, DesignDraft draft) =>
        r.TextIfKnown("SourceDBInstanceIdentifier") is { } name ? draft.Databases.GetValueOrDefault((r.Type, name.ToLowerInvariant())) : null;

    private static ListeningPort? Port(ResourceReader r, string property, string? engine) =>
        r.Port(property) is { } port ? ListeningPort.Tcp(port) : EnginePorts.OfDatabase(engine);

    /// <summary>Public where the resource does not say and the VPC has an internet gateway. (RDS API, "CreateDBInstance", PubliclyAccessible)</summary>
    private bool IsPublic(ResourceReader r, DesignDraft draft, ImmutableArray<string> subnets)
    {
        if (Service != "RDS") return false;
        if (r.Boolean("PubliclyAccessible") is { } said) return said;
        string vpcId = draft.Subnets[subnets[0]].VpcId;
        return draft.InternetGateways.Values.Any(gateway => gateway.VpcId == vpcId);
    }
}
