namespace VpcSim.Model.Provisioning;

/// <summary>The names of the quotas, as <c>--quota NAME=N</c> takes them.</summary>
public static class QuotaNames
{
    public const string VpcsPerRegion = "vpcs-per-region";
    public const string SubnetsPerVpc = "subnets-per-vpc";
    public const string Ipv4CidrBlocksPerVpc = "ipv4-cidr-blocks-per-vpc";
    public const string Ipv6CidrBlocksPerVpc = "ipv6-cidr-blocks-per-vpc";
    public const string ElasticIpsPerRegion = "elastic-ips-per-region";
    public const string ElasticIpsPerNatGateway = "elastic-ips-per-nat-gateway";
    public const string InternetGatewaysPerRegion = "internet-gateways-per-region";
    public const string EgressOnlyInternetGatewaysPerRegion = "egress-only-internet-gateways-per-region";
    public const string NatGatewaysPerAz = "nat-gateways-per-az";
    public const string InterfacesPerRegion = "interfaces-per-region";
    public const string SecurityGroupsPerRegion = "security-groups-per-region";
    public const string SecurityGroupsPerInterface = "security-groups-per-interface";
    public const string RulesPerSecurityGroup = "rules-per-security-group";
    public const string NetworkAclsPerVpc = "network-acls-per-vpc";
    public const string NetworkAclRulesPerDirection = "network-acl-rules-per-direction";
    public const string RouteTablesPerVpc = "route-tables-per-vpc";
    public const string RoutesPerRouteTable = "routes-per-route-table";
    public const string PropagatedRoutesPerRouteTable = "propagated-routes-per-route-table";
    public const string PeeringConnectionsPerVpc = "peering-connections-per-vpc";
    public const string OutstandingPeeringRequestsPerAccount = "outstanding-peering-requests-per-account";
    public const string PrefixListsPerRegion = "prefix-lists-per-region";
    public const string EntriesPerPrefixList = "entries-per-prefix-list";
    public const string ReferencesPerPrefixList = "references-per-prefix-list";
    public const string NetworkAddressUnitsPerVpc = "network-address-units-per-vpc";
    public const string NetworkAddressUnitsOfPeers = "network-address-units-of-peers";
    public const string GatewayEndpointsPerRegion = "gateway-endpoints-per-region";
    public const string GatewayEndpointsPerVpc = "gateway-endpoints-per-vpc";
    public const string InterfaceEndpointsPerVpc = "interface-endpoints-per-vpc";
    public const string CharactersPerEndpointPolicy = "characters-per-endpoint-policy";
    public const string VpnGatewaysPerRegion = "vpn-gateways-per-region";
    public const string CustomerGatewaysPerRegion = "customer-gateways-per-region";
    public const string VpnConnectionsPerRegion = "vpn-connections-per-region";
    public const string VpnConnectionsPerVpnGateway = "vpn-connections-per-vpn-gateway";
    public const string StaticRoutesPerVpnConnection = "static-routes-per-vpn-connection";
    public const string BlockPublicAccessExclusionsPerRegion = "block-public-access-exclusions-per-region";
    public const string TransitGatewaysPerRegion = "transit-gateways-per-region";
    public const string TransitGatewaysPerVpc = "transit-gateways-per-vpc";
    public const string CidrBlocksPerTransitGateway = "cidr-blocks-per-transit-gateway";
    public const string AttachmentsPerTransitGateway = "attachments-per-transit-gateway";
    public const string PeeringAttachmentsPerTransitGateway = "peering-attachments-per-transit-gateway";
    public const string DirectConnectGatewaysPerTransitGateway = "direct-connect-gateways-per-transit-gateway";
    public const string RouteTablesPerTransitGateway = "route-tables-per-transit-gateway";
    public const string RoutesPerTransitGateway = "routes-per-transit-gateway";
    public const string FlowLogsPerResource = "flow-logs-per-resource";
}
