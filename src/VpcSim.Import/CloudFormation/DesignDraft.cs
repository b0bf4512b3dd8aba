using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Services;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.CloudFormation;

/// <summary>A design while it grows: nouns by id, in the order of the file.</summary>
internal sealed partial class DesignDraft(Deployment deployment, AwsIpRanges? ipRanges)
{
    public AwsIpRanges? IpRanges => ipRanges;

    public OrderedDictionary<string, Vpc> Vpcs { get; } = new(StringComparer.Ordinal);

    public List<DhcpOptions> DhcpOptions { get; } = [];

    public OrderedDictionary<string, Subnet> Subnets { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, NetworkInterface> NetworkInterfaces { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, Instance> Instances { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, SecurityGroupDraft> SecurityGroups { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, NetworkAclDraft> NetworkAcls { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, RouteTableDraft> RouteTables { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, InternetGateway> InternetGateways { get; } = new(StringComparer.Ordinal);

    public List<EgressOnlyInternetGateway> EgressOnlyInternetGateways { get; } = [];

    public List<NatGateway> NatGateways { get; } = [];

    public OrderedDictionary<string, ElasticIp> ElasticIps { get; } = new(StringComparer.Ordinal);

    public BlockPublicAccessMode BlockPublicAccess { get; set; }

    public List<BlockPublicAccessExclusion> BlockPublicAccessExclusions { get; } = [];

    public List<VpcEncryptionControl> EncryptionControls { get; } = [];

    /// <summary>By id.</summary>
    public Dictionary<string, LaunchTemplateDraft> LaunchTemplates { get; } = new(StringComparer.Ordinal);

    public List<PeeringConnection> PeeringConnections { get; } = [];

    /// <summary>By the id of a traffic mirror target: its interface.</summary>
    public Dictionary<string, string> TrafficMirrorTargets { get; } = new(StringComparer.Ordinal);

    public List<TrafficMirrorSession> TrafficMirrorSessions { get; } = [];

    public OrderedDictionary<string, VpnGateway> VpnGateways { get; } = new(StringComparer.Ordinal);

    public List<CustomerGateway> CustomerGateways { get; } = [];

    public OrderedDictionary<string, VpnConnection> VpnConnections { get; } = new(StringComparer.Ordinal);

    public List<DirectConnectGateway> DirectConnectGateways { get; } = [];

    public List<DirectConnectGatewayAssociation> DirectConnectGatewayAssociations { get; } = [];

    public List<PrivateVirtualInterface> PrivateVirtualInterfaces { get; } = [];

    public List<TransitGateway> TransitGateways { get; } = [];

    public List<TransitGatewayAttachment> TransitGatewayAttachments { get; } = [];

    public OrderedDictionary<string, TransitGatewayRouteTable> TransitGatewayRouteTables { get; } = new(StringComparer.Ordinal);

    public List<TransitGatewayAssociation> TransitGatewayAssociations { get; } = [];

    public List<TransitGatewayPropagation> TransitGatewayPropagations { get; } = [];

    public List<VpcEndpoint> VpcEndpoints { get; } = [];

    public List<PrefixList> PrefixLists { get; } = [];

    public List<FlowLog> FlowLogs { get; } = [];

    public List<GatewayAttachment> GatewayAttachments { get; } = [];

    /// <summary>The primary interface of each instance, by instance id.</summary>
    public Dictionary<string, string> PrimaryInterfaces { get; } = new(StringComparer.Ordinal);

    /// <summary>Device indexes taken, by instance id.</summary>
    public HashSet<(string InstanceId, int DeviceIndex)> DeviceIndexes { get; } = [];

    public Design ToDesign() => new()
    {
        Region = deployment.Region,
        AccountId = deployment.AccountId,
        Vpcs = [.. Vpcs.Values],
        DhcpOptions = [.. DhcpOptions],
        Subnets = [.. Subnets.Values],
        NetworkInterfaces = [.. NetworkInterfaces.Values],
        Instances = [.. Instances.Values],
        SecurityGroups = [.. SecurityGroups.Values.Select(g => g.ToGroup(HasIpv6(g.Group.VpcId)))],
        NetworkAcls = [.. NetworkAcls.Values.Select(a => a.Acl with { Entries = [.. a.Entries] })],
        RouteTables = [.. RouteTables.Values.Select(t => t.Table with { Routes = [.. t.Routes], PropagatingGatewayIds = [.. t.PropagatingGatewayIds] })],
        InternetGateways = [.. InternetGateways.Values],
        EgressOnlyInternetGateways = [.. EgressOnlyInternetGateways],
        NatGateways = [.. NatGateways],
        ElasticIps = [.. ElasticIps.Values],
        BlockPublicAccess = BlockPublicAccess,
        BlockPublicAccessExclusions = [.. BlockPublicAccessExclusions],
        EncryptionControls = [.. EncryptionControls],
        PeeringConnections = [.. PeeringConnections],
        TrafficMirrorSessions = [.. TrafficMirrorSessions],
        VpnGateways = [.. VpnGateways.Values],
        CustomerGateways = [.. CustomerGateways],
        VpnConnections = [.. VpnConnections.Values],
        DirectConnectGateways = [.. DirectConnectGateways],
        DirectConnectGatewayAssociations = [.. DirectConnectGatewayAssociations],
        PrivateVirtualInterfaces = [.. PrivateVirtualInterfaces],
        TransitGateways = [.. TransitGateways],
        TransitGatewayAttachments = [.. TransitGatewayAttachments],
        TransitGatewayRouteTables = [.. TransitGatewayRouteTables.Values],
        TransitGatewayAssociations = [.. TransitGatewayAssociations],
        TransitGatewayPropagations = [.. TransitGatewayPropagations],
        VpcEndpoints = [.. VpcEndpoints],
        PrefixLists = [.. PrefixLists],
        Workloads = [.. Workloads.Select(workload => workload.ToWorkload())],
        FlowLogs = [.. FlowLogs],
        GatewayAttachments = [.. GatewayAttachments],
    };

    private bool HasIpv6(string vpcId) => Vpcs.TryGetValue(vpcId, out Vpc? vpc) && !vpc.Ipv6CidrBlocks.IsEmpty;
}

/// <summary>A network ACL and the entries that resources of their own add to it.</summary>
internal sealed record NetworkAclDraft(NetworkAcl Acl, List<NetworkAclEntry> Entries);

/// <summary>A route table and what resources of their own add to it.</summary>
internal sealed record RouteTableDraft(RouteTable Table, List<Route> Routes, List<string> PropagatingGatewayIds);
