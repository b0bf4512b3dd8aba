using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Control planes and node groups of EKS. (EKS guide, "View Amazon EKS networking requirements for VPC and subnets" and "… security group requirements for clusters")</summary>
internal static class ClusterResources
{
    public static readonly ResourceKind Cluster = WorkloadKind.Of("AWS::EKS::Cluster", "eks",
        "Name ResourcesVpcConfig KubernetesNetworkConfig RoleArn Version Tags", PlaceControlPlane);

    public static readonly ResourceKind Nodes = new("AWS::EKS::Nodegroup", "ng", ReadNodes,
        "ClusterName NodegroupName Subnets ScalingConfig InstanceTypes LaunchTemplate RemoteAccess NodeRole AmiType Labels Tags Taints", simulator: WorkloadKind.Pins, othersChangeNothing: true);

    /// <summary>EKS makes two to four interfaces for a control plane.</summary>
    private const int MostInterfaces = 4;

    /// <summary>Of a managed node group whose design says nothing. (EKS API, "CreateNodegroup")</summary>
    private const string DefaultType = "t3.medium";

    /// <summary>What the design calls the group that EKS makes for a cluster.</summary>
    public static string GroupNameOf(string cluster) => $"{cluster}/cluster-security-group";

    private static Placement? PlaceControlPlane(ResourceReader r, DesignDraft draft)
    {
        if (r.Mapping("ResourcesVpcConfig") is not { } vpc) return null;
        ImmutableArray<string> subnets = [.. vpc.Ids("SubnetIds", "subnet").Distinct(StringComparer.Ordinal)];
        ImmutableArray<string> groups = vpc.Ids("SecurityGroupIds", "sg");
        if (r.IsLeftOut || subnets.IsEmpty) return new Placement { Subnets = [], Description = _ => "" };
        if (subnets.Length > MostInterfaces)
        {
            r.Finding("assumed", $"EKS makes two to four interfaces for a control plane, of {subnets.Length} subnets in some: they are taken to be in the first {MostInterfaces}",
                vpc.PlaceOf("SubnetIds"));
        }
        string group = MakeGroup(r, draft, draft.Subnets[subnets[0]].VpcId);
        return new Placement
        {
            Subnets = [.. subnets.Take(MostInterfaces)],
            Groups = [.. groups, group],
            Description = _ => $"Amazon EKS {r.Reference}",
            Ports = [ListeningPort.Tcp(443)],
            HasIpv6 = r.Mapping("KubernetesNetworkConfig")?.TextIfKnown("IpFamily") == "ipv6",
        };
    }

    /// <summary>The cluster's group lets its members talk to each other, and everything out. Rules that the design adds have it in the draft already.</summary>
    private static string MakeGroup(ResourceReader r, DesignDraft draft, string vpcId)
    {
        string id = r.IdFor("sg", GroupNameOf(r.Name));
        if (draft.SecurityGroups.ContainsKey(id)) return id;
        SecurityGroup group = new()
        {
            Name = GroupNameOf(r.Name),
            Id = id,
            VpcId = vpcId,
            GroupName = $"eks-cluster-sg-{r.Reference}",
            Description = "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.",
        };
        SecurityGroupDraft written = new(group, opensEgress: true);
        written.Ingress.Add(new SecurityGroupRule { Protocol = IpProtocol.All, GroupId = id });
        draft.SecurityGroups.Add(id, written);
        return id;
    }

    private static void ReadNodes(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryText("ClusterName", out string? name)) return;
        LaunchTemplateDraft? template = LaunchTemplateResource.Of(r, draft, r, "LaunchTemplate", prefix: "");
        int? count = r.Mapping("ScalingConfig")?.CountOrOne("DesiredSize", "MinSize");
        if (count is null) r.Finding("assumed", $"{r.Name} does not say how many nodes it has; it is taken for 2", r.Place);
        ImmutableArray<string> subnets = r.Ids("Subnets", "subnet");
        ImmutableArray<string> groups = [];
        if (draft.FindWorkload(Cluster.Type, name) is { } cluster) groups = [r.IdFor("sg", GroupNameOf(cluster.Name))];
        else r.Finding("outside-design", $"the cluster {name} is not part of this {r.Noun}: its nodes have the default group of their VPC instead of the cluster's", r.PlaceOf("ClusterName"));
        if (!r.IsLeftOut && !subnets.IsEmpty && r.Mapping("RemoteAccess") is { } access) groups = [.. groups, MakeRemoteAccess(r, draft, access, draft.Subnets[subnets[0]].VpcId)];
        new LaunchedInstances
        {
            Subnets = [.. subnets.Distinct(StringComparer.Ordinal)],
            Count = count ?? 2,
            Template = template,
            InstanceType = r.Texts("InstanceTypes") is [var first, ..] ? first : template?.InstanceType ?? DefaultType,
            Groups = groups,
            Tags = ImmutableDictionary<string, string>.Empty,
        }.Launch(r, draft);
    }

    /// <summary>A group that lets SSH in, from the groups that are named, or else from everywhere. (EKS API, "RemoteAccessConfig")</summary>
    private static string MakeRemoteAccess(ResourceReader r, DesignDraft draft, PropertyReader access, string vpcId)
    {
        ImmutableArray<string> sources = access.Ids("SourceSecurityGroups", "sg");
        string id = r.IdFor("sg", $"{r.Name}/remote-access");
        SecurityGroup group = new() { Name = $"{r.Name}/remote-access", Id = id, VpcId = vpcId, GroupName = $"eks-remoteAccess-{r.Name}", Description = "Security group for all nodes in the nodeGroup to allow SSH access" };
        SecurityGroupDraft written = new(group, opensEgress: true);
        var ssh = new SecurityGroupRule { Protocol = IpProtocol.Tcp, FromPort = 22, ToPort = 22 };
        if (sources.IsEmpty) written.Ingress.Add(ssh with { Cidr = Cidr.AnyIPv4 });
        foreach (string source in sources) written.Ingress.Add(ssh with { GroupId = source });
        draft.SecurityGroups.TryAdd(id, written);
        return id;
    }
}
