using System.Globalization;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>What <c>Ref</c> gives for workloads and what belongs to them. (CloudFormation guide, "Return values" of each resource)</summary>
/// <remarks>
/// Of resources that have no name in the template it is the stack's and the resource's, without the random end that CloudFormation gives. In the forms,
/// <c>{name}</c> is the resource's name, <c>{ref}</c> what <c>Ref</c> gives, <c>{id}</c> and <c>{number}</c> digits of its own; <c>{region}</c>, <c>{account}</c>, <c>{partition}</c> and
/// <c>{suffix}</c> are those of the deployment.
/// </remarks>
internal static class WorkloadNames
{
    private const string Small = "small:";

    /// <summary>The name in DNS of a load balancer of either type. (Elastic Load Balancing guides: <c>name-1234567890.region.elb.amazonaws.com</c>, of Network Load Balancers
    /// <c>name-id.elb.region.amazonaws.com</c>)</summary>
    public const string BalancerHost = "balancer:";

    /// <summary>That of an Application or Classic Load Balancer.</summary>
    public const string ClassicBalancerHost = "{internal}{name}-{number}.{region}.elb.{suffix}";

    private const string NetworkBalancerHost = "{name}-{id}.elb.{region}.{suffix}";

    // By type: the property that names it, and the form of its Ref.
    private static readonly Dictionary<string, Naming> _forms = new(StringComparer.Ordinal)
    {
        ["AWS::ElasticLoadBalancingV2::LoadBalancer"] = new("Name", "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{lb}/{name}/{id}"),
        ["AWS::ElasticLoadBalancing::LoadBalancer"] = new("LoadBalancerName", "{name}"),
        ["AWS::RDS::DBInstance"] = new("DBInstanceIdentifier", Small),
        ["AWS::RDS::DBCluster"] = new("DBClusterIdentifier", Small),
        ["AWS::RDS::DBSubnetGroup"] = new("DBSubnetGroupName", Small),
        ["AWS::RDS::DBProxy"] = new("DBProxyName", "{name}"),
        ["AWS::DocDB::DBInstance"] = new("DBInstanceIdentifier", Small),
        ["AWS::DocDB::DBCluster"] = new("DBClusterIdentifier", Small),
        ["AWS::DocDB::DBSubnetGroup"] = new("DBSubnetGroupName", Small),
        ["AWS::Neptune::DBInstance"] = new("DBInstanceIdentifier", Small),
        ["AWS::Neptune::DBCluster"] = new("DBClusterIdentifier", Small),
        ["AWS::Neptune::DBSubnetGroup"] = new("DBSubnetGroupName", Small),
        ["AWS::ElastiCache::CacheCluster"] = new("ClusterName", Small),
        ["AWS::ElastiCache::ReplicationGroup"] = new("ReplicationGroupId", Small),
        ["AWS::ElastiCache::SubnetGroup"] = new("CacheSubnetGroupName", Small),
        ["AWS::ElastiCache::ServerlessCache"] = new("ServerlessCacheName", Small),
        ["AWS::Redshift::Cluster"] = new("ClusterIdentifier", Small),
        ["AWS::Redshift::ClusterSubnetGroup"] = new("", Small),
        ["AWS::OpenSearchService::Domain"] = new("DomainName", Small),
        ["AWS::Elasticsearch::Domain"] = new("DomainName", Small),
        ["AWS::MSK::Cluster"] = new("ClusterName", "arn:{partition}:kafka:{region}:{account}:cluster/{name}/{id}"),
        ["AWS::MSK::ServerlessCluster"] = new("ClusterName", "arn:{partition}:kafka:{region}:{account}:cluster/{name}/{id}"),
        ["AWS::DMS::ReplicationInstance"] = new("ReplicationInstanceIdentifier", "arn:{partition}:dms:{region}:{account}:rep:{id}"),
        ["AWS::DMS::ReplicationSubnetGroup"] = new("ReplicationSubnetGroupIdentifier", Small),
        ["AWS::AutoScaling::AutoScalingGroup"] = new("AutoScalingGroupName", "{name}"),
        ["AWS::AutoScaling::LaunchConfiguration"] = new("LaunchConfigurationName", "{name}"),
        ["AWS::ECS::Cluster"] = new("ClusterName", "{name}"),
        ["AWS::ECS::CapacityProvider"] = new("Name", "{name}"),
        ["AWS::ECS::ClusterCapacityProviderAssociations"] = new("Cluster", "{name}"),
        ["AWS::ECS::TaskDefinition"] = new("Family", "arn:{partition}:ecs:{region}:{account}:task-definition/{name}:1"),
        ["AWS::ECS::Service"] = new("ServiceName", "arn:{partition}:ecs:{region}:{account}:service/{cluster}/{name}"),
        ["AWS::EKS::Cluster"] = new("Name", "{name}"),
        ["AWS::EKS::Nodegroup"] = new("NodegroupName", "{cluster}/{name}"),
        ["AWS::Lambda::Function"] = new("FunctionName", "{name}"),
    };

    /// <summary>Null for kinds whose <c>Ref</c> is the id that the catalog has.</summary>
    public static string? Ref(Evaluator evaluator, ResourceCatalog catalog, ResourceDeclaration declaration)
    {
        if (declaration.KnownId is not null || !_forms.TryGetValue(declaration.Type, out Naming? named)) return null;
        string name = NameOf(evaluator, declaration, named.Property);
        return named.Form == Small ? name.ToLowerInvariant() : Filled(named.Form, evaluator, catalog, declaration, name);
    }

    /// <inheritdoc cref="Filled(string, Evaluator, ResourceCatalog, ResourceDeclaration)"/>
    public static string Filled(string form, Resources.ResourceReader r) => Filled(form, r.Evaluator, r.Catalog, r.Declaration);

    /// <summary>A form with what it stands for.</summary>
    public static string Filled(string form, Evaluator evaluator, ResourceCatalog catalog, ResourceDeclaration declaration)
    {
        string name = _forms.TryGetValue(declaration.Type, out Naming? named) ? NameOf(evaluator, declaration, named.Property) : declaration.LogicalId;
        string reference = Ref(evaluator, catalog, declaration) ?? catalog.IdOf(declaration.Name) ?? name;
        return Filled(form.Replace("{ref}", reference, StringComparison.Ordinal), evaluator, catalog, declaration, name);
    }

    /// <summary>The property that names a workload, and the name that it has for want of it; null where it is given, or where AWS has given an id.</summary>
    public static (string Property, string Name)? Generated(Evaluator evaluator, ResourceDeclaration declaration)
    {
        if (declaration.KnownId is not null || !_forms.TryGetValue(declaration.Type, out Naming? named) || named.Property.Length == 0) return null;
        return TextOf(evaluator, declaration, named.Property) is null ? (named.Property, NameOf(evaluator, declaration, named.Property)) : null;
    }

    private static string Filled(string form, Evaluator evaluator, ResourceCatalog catalog, ResourceDeclaration declaration, string name)
    {
        Deployment deployment = evaluator.Deployment;
        string digits = Model.Naming.AwsIds.Derive("id", deployment.AccountId, deployment.Region, declaration.Name)[3..];
        if (form == BalancerHost) form = TextOf(evaluator, declaration, "Type") == "network" ? NetworkBalancerHost : ClassicBalancerHost;
        return form.Replace("{name}", name, StringComparison.Ordinal)
            .Replace("{id}", digits[..16], StringComparison.Ordinal)
            .Replace("{number}", uint.Parse(digits[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{region}", deployment.Region, StringComparison.Ordinal)
            .Replace("{account}", deployment.AccountId, StringComparison.Ordinal)
            .Replace("{partition}", deployment.Partition, StringComparison.Ordinal)
            .Replace("{suffix}", deployment.UrlSuffix, StringComparison.Ordinal)
            .Replace("{lb}", TextOf(evaluator, declaration, "Type") switch { "network" => "net", "gateway" => "gwy", _ => "app" }, StringComparison.Ordinal)
            .Replace("{internal}", TextOf(evaluator, declaration, "Scheme") == "internal" ? "internal-" : "", StringComparison.Ordinal)
            .Replace("{cluster}", form.Contains("{cluster}", StringComparison.Ordinal) ? ClusterOf(evaluator, declaration) : "", StringComparison.Ordinal);
    }

    private static string ClusterOf(Evaluator evaluator, ResourceDeclaration declaration) =>
        (TextOf(evaluator, declaration, "ClusterName") ?? TextOf(evaluator, declaration, "Cluster") ?? "default") is { } name ? name[(name.LastIndexOf('/') + 1)..] : "";

    private static string NameOf(Evaluator evaluator, ResourceDeclaration declaration, string property) =>
        TextOf(evaluator, declaration, property) ?? OfLetters($"{evaluator.Deployment.StackName}-{declaration.LogicalId}");

    private static string OfLetters(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static string? TextOf(Evaluator evaluator, ResourceDeclaration declaration, string property)
    {
        if (!declaration.Properties.TryGet(property, out Node? node)) return null;
        string subject = evaluator.Subject;
        evaluator.Subject = declaration.Name;
        Node value = evaluator.Evaluate(node);
        evaluator.Subject = subject;
        return value is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;
    }

    private sealed record Naming(string Property, string Form);
}
