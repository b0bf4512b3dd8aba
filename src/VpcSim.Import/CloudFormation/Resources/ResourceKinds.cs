using VpcSim.Import.CloudFormation.Workloads;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>The kinds that become part of the design, in the order in which they are read: what others name comes first.</summary>
internal static class ResourceKinds
{
    public static readonly ResourceKind[] InReadingOrder =
    [
        VpcResource.Kind,
        VpcCidrBlockResource.Kind,
        DhcpOptionsResources.Options,
        DhcpOptionsResources.Association,
        SubnetResource.Kind,
        SubnetAssociationResources.CidrBlock,
        PrefixListResource.Kind,
        SecurityGroupResources.Group,
        SecurityGroupResources.InlineRules,
        SecurityGroupResources.Ingress,
        SecurityGroupResources.Egress,
        NetworkAclResources.Acl,
        NetworkAclResources.Entry,
        SubnetAssociationResources.NetworkAcl,
        GatewayResources.Internet,
        GatewayResources.EgressOnly,
        VpnResources.Gateway,
        GatewayResources.Attachment,
        TransitGatewayResources.Gateway,
        TransitGatewayResources.Attachment,
        TransitGatewayResources.VpcAttachment,
        TransitGatewayResources.Peering,
        TransitRoutingResources.Table,
        TransitRoutingResources.Association,
        TransitRoutingResources.Propagation,
        TransitRoutingResources.Route,
        VpnResources.Customer,
        VpnResources.Connection,
        VpnResources.Route,
        DirectConnectResources.Connection,
        DirectConnectResources.Lag,
        DirectConnectResources.Gateway,
        DirectConnectResources.Association,
        DirectConnectResources.PrivateInterface,
        DirectConnectResources.TransitInterface,
        RouteTableResources.Table,
        SubnetAssociationResources.RouteTable,
        RouteTableResources.GatewayAssociation,
        RouteTableResources.Propagation,
        NetworkInterfaceResources.Interface,
        LaunchTemplateResource.Kind,
        LaunchTemplateResource.Configuration,
        InstanceResource.Kind,
        NetworkInterfaceResources.Attachment,
        ElasticIpResources.Address,
        ElasticIpResources.Association,
        NatGatewayResource.Kind,
        BlockPublicAccessResources.Options,
        BlockPublicAccessResources.Exclusion,
        EncryptionControlResource.Kind,
        LoadBalancerResources.Balancer,
        LoadBalancerResources.Listener,
        LoadBalancerResources.Classic,
        .. DatabaseResources.All,
        .. CacheResources.All,
        .. DataStoreResources.All,
        .. BrokerResources.All,
        .. AccessResources.All,
        .. TaskResources.All,
        ClusterResources.Cluster,
        ScalingResources.Group,
        ContainerInstances.Kind,
        ClusterResources.Nodes,
        LambdaFunctionResource.Kind,
        AcceleratorResource.Kind,
        VpcEndpointResource.Kind,
        PeeringResource.Kind,
        TrafficMirrorResources.Target,
        TrafficMirrorResources.Session,
        RouteResource.Kind,
        FlowLogResourceKind.Kind,
    ];

    private static readonly Dictionary<string, ResourceKind> _byType =
        InReadingOrder.DistinctBy(kind => kind.Type).ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    public static ResourceKind? Find(string type) => _byType.GetValueOrDefault(type);

    /// <summary>What ids of a kind begin with, also of kinds that are named but not modelled; null for others.</summary>
    public static string? IdPrefix(string type) => Find(type)?.IdPrefix ?? type switch
    {
        "AWS::EC2::TransitGatewayConnect" => "tgw-attach",
        "AWS::EC2::CarrierGateway" => "cagw",
        _ => null,
    };
}
