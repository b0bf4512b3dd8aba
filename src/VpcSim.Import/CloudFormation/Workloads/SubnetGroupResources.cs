using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>The lists of subnets that databases, caches and the like name: one reader for the subnet groups of all services.</summary>
internal static class SubnetGroupResources
{
    public static readonly ResourceKind Database = Kind("AWS::RDS::DBSubnetGroup", "DBSubnetGroupName DBSubnetGroupDescription");

    public static readonly ResourceKind Document = Kind("AWS::DocDB::DBSubnetGroup", "DBSubnetGroupName DBSubnetGroupDescription");

    public static readonly ResourceKind Graph = Kind("AWS::Neptune::DBSubnetGroup", "DBSubnetGroupName DBSubnetGroupDescription");

    public static readonly ResourceKind Cache = Kind("AWS::ElastiCache::SubnetGroup", "CacheSubnetGroupName Description");

    public static readonly ResourceKind Warehouse = Kind("AWS::Redshift::ClusterSubnetGroup", "ClusterSubnetGroupName Description");

    public static readonly ResourceKind Migration = Kind("AWS::DMS::ReplicationSubnetGroup", "ReplicationSubnetGroupIdentifier ReplicationSubnetGroupDescription");

    /// <summary>The subnets of the group that a resource names. Where it names none it is in the default VPC, and left out, as where the group is not in the design.</summary>
    public static ImmutableArray<string>? Find(ResourceReader r, DesignDraft draft, ResourceKind kind, string property)
    {
        if (!r.Has(property))
        {
            r.LeaveOut($"without {property} it is made in the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            return null;
        }
        if (!r.TryText(property, out string? name)) return null;
        if (draft.SubnetGroups.TryGetValue((kind.Type, name.ToLowerInvariant()), out ImmutableArray<string> subnets)) return subnets;
        r.LeaveOut($"the subnet group {name} is not part of this {r.Noun}", r.PlaceOf(property), "outside-design");
        return null;
    }

    // AWS keeps the names in small letters.
    private static ResourceKind Kind(string type, string properties)
    {
        string name = properties[..properties.IndexOf(' ', StringComparison.Ordinal)];
        return new ResourceKind(type, "subnetgroup", (r, draft) =>
        {
            ImmutableArray<string> subnets = r.Ids("SubnetIds", "subnet");
            if (r.IsLeftOut) return;
            if (subnets.IsEmpty)
            {
                r.LeaveOut("none of its subnets is known", r.Place, "outside-design");
                return;
            }
            draft.SubnetGroups.TryAdd((type, r.Reference.ToLowerInvariant()), subnets);
            if (r.TextIfKnown(name) is { } given) draft.SubnetGroups.TryAdd((type, given.ToLowerInvariant()), subnets);
        }, $"{properties} SubnetIds Tags");
    }
}
