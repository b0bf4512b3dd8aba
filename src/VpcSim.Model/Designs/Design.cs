using System.Collections.Immutable;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Designs;

/// <summary>A whole network design: AWS's nouns as flat, immutable lists that name each other by id.</summary>
/// <remarks>
/// An importer yields a design as its file says it; <see cref="Provisioning.Provisioner"/> completes it with what AWS makes by itself
/// (default route tables, network ACLs and groups, drawn addresses, requester-managed interfaces, local, propagated and endpoint
/// routes) and refuses what AWS would refuse. The data path takes completed designs only.
/// </remarks>
public sealed record Design
{
    /// <summary>The region of everything that does not say otherwise.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account of everything that does not say otherwise: 12 digits.</summary>
    public string AccountId { get; init; } = "123456789012";

    public ImmutableArray<Vpc> Vpcs { get; init; } = [];

    public ImmutableArray<DhcpOptions> DhcpOptions { get; init; } = [];

    public ImmutableArray<Subnet> Subnets { get; init; } = [];

    public ImmutableArray<NetworkInterface> NetworkInterfaces { get; init; } = [];

    public ImmutableArray<Instance> Instances { get; init; } = [];

    public ImmutableArray<SecurityGroup> SecurityGroups { get; init; } = [];

    public ImmutableArray<NetworkAcl> NetworkAcls { get; init; } = [];

    public ImmutableArray<RouteTable> RouteTables { get; init; } = [];

    public ImmutableArray<InternetGateway> InternetGateways { get; init; } = [];

    public ImmutableArray<EgressOnlyInternetGateway> EgressOnlyInternetGateways { get; init; } = [];

    public ImmutableArray<NatGateway> NatGateways { get; init; } = [];

    /// <summary>VPC Block Public Access of the design's account in the design's region.</summary>
    public BlockPublicAccessMode BlockPublicAccess { get; init; }

    public ImmutableArray<BlockPublicAccessExclusion> BlockPublicAccessExclusions { get; init; } = [];

    public ImmutableArray<VpcEncryptionControl> EncryptionControls { get; init; } = [];

    public ImmutableArray<ElasticIp> ElasticIps { get; init; } = [];

    public ImmutableArray<PeeringConnection> PeeringConnections { get; init; } = [];

    public ImmutableArray<VpnGateway> VpnGateways { get; init; } = [];

    public ImmutableArray<CustomerGateway> CustomerGateways { get; init; } = [];

    public ImmutableArray<VpnConnection> VpnConnections { get; init; } = [];

    public ImmutableArray<DirectConnectGateway> DirectConnectGateways { get; init; } = [];

    public ImmutableArray<DirectConnectGatewayAssociation> DirectConnectGatewayAssociations { get; init; } = [];

    public ImmutableArray<PrivateVirtualInterface> PrivateVirtualInterfaces { get; init; } = [];

    public ImmutableArray<TransitGateway> TransitGateways { get; init; } = [];

    /// <summary>In the order in which they were made: of VPCs that overlap only the first one's blocks are propagated.</summary>
    public ImmutableArray<TransitGatewayAttachment> TransitGatewayAttachments { get; init; } = [];

    public ImmutableArray<TransitGatewayRouteTable> TransitGatewayRouteTables { get; init; } = [];

    public ImmutableArray<TransitGatewayAssociation> TransitGatewayAssociations { get; init; } = [];

    public ImmutableArray<TransitGatewayPropagation> TransitGatewayPropagations { get; init; } = [];

    public ImmutableArray<VpcEndpoint> VpcEndpoints { get; init; } = [];

    public ImmutableArray<PrefixList> PrefixLists { get; init; } = [];

    public ImmutableArray<Workload> Workloads { get; init; } = [];

    public ImmutableArray<TrafficMirrorSession> TrafficMirrorSessions { get; init; } = [];

    public ImmutableArray<FlowLog> FlowLogs { get; init; } = [];

    /// <summary>Ids of flow logs that have been deleted: AWS gives none a second time.</summary>
    public ImmutableArray<string> PastFlowLogIds { get; init; } = [];

    /// <summary>Every attachment that the design wrote, also those that AWS refuses because a gateway or VPC has one already. A gateway's
    /// own <c>VpcId</c> is its first; where only that is set, it counts as an attachment.</summary>
    public ImmutableArray<GatewayAttachment> GatewayAttachments { get; init; } = [];
}
