using System.Collections.Immutable;

namespace VpcSim.Scenarios.Linting;

/// <summary>Everything that the lint looks for, in the order in which docs/design-check.md lists it.</summary>
public static class LintRules
{
    public static LintRule AclEntryNeverMatches { get; } = new("acl-entry-never-matches", Severity.Warning, "VPC guide, \"Control traffic to subnets using network ACLs\"");

    public static LintRule AclNoAnswers { get; } = new("acl-no-answers", Severity.Warning, "VPC guide, \"Network ACLs\", ephemeral ports");

    public static LintRule AclUnused { get; } = new("acl-unused", Severity.Note, "VPC guide, \"Control traffic to subnets using network ACLs\"");

    public static LintRule OpenAdminPort { get; } = new("open-admin-port", Severity.Warning, "Security Hub, EC2.53 and EC2.54");

    public static LintRule OpenAllPorts { get; } = new("open-all-ports", Severity.Warning, "Security Hub, EC2.18");

    public static LintRule OpenRiskyPort { get; } = new("open-risky-port", Severity.Note, "Security Hub, EC2.19");

    public static LintRule RuleRedundant { get; } = new("rule-redundant", Severity.Note, "VPC guide, \"Security group rules\"");

    public static LintRule RuleOfEmptyGroup { get; } = new("rule-of-empty-group", Severity.Note, "VPC guide, \"Security group rules\"");

    public static LintRule GroupWithoutRules { get; } = new("group-without-rules", Severity.Warning, "VPC guide, \"Security groups\"");

    public static LintRule PortClosed { get; } = new("port-closed", Severity.Warning, "VPC guide, \"Security groups\"");

    public static LintRule GroupUnused { get; } = new("group-unused", Severity.Note, "VPC guide, \"Security groups\"");

    public static LintRule PublicSubnetWithoutAddress { get; } = new("public-subnet-without-public-address", Severity.Warning, "VPC guide, \"Internet gateways\"");

    public static LintRule PublicAddressWithoutRoute { get; } = new("public-address-without-route", Severity.Warning, "VPC guide, \"Internet gateways\"");

    public static LintRule BlackholeRoute { get; } = new("blackhole-route", Severity.Warning, "EC2 API, Route");

    public static LintRule RouteTableUnused { get; } = new("route-table-unused", Severity.Note, "VPC guide, \"Route tables\"");

    public static LintRule InternetGatewayUnattached { get; } = new("internet-gateway-unattached", Severity.Warning, "VPC guide, \"Internet gateways\"");

    public static LintRule InternetGatewayUnrouted { get; } = new("internet-gateway-unrouted", Severity.Note, "VPC guide, \"Internet gateways\"");

    public static LintRule NatGatewayInPrivateSubnet { get; } = new("nat-gateway-in-private-subnet", Severity.Error, "VPC guide, \"NAT gateways\"");

    public static LintRule NatGatewayUnrouted { get; } = new("nat-gateway-unrouted", Severity.Note, "VPC guide, \"NAT gateways\"");

    public static LintRule NatGatewayElsewhere { get; } = new("nat-gateway-in-another-zone", Severity.Note, "VPC guide, \"NAT gateway basics\"");

    public static LintRule ElasticIpUnused { get; } = new("elastic-ip-unused", Severity.Note, "VPC guide, \"Elastic IP addresses\"");

    public static LintRule InterfaceUnattached { get; } = new("interface-unattached", Severity.Note, "EC2 guide, \"Elastic network interfaces\"");

    public static LintRule VpnGatewayUnattached { get; } = new("vpn-gateway-unattached", Severity.Warning, "Site-to-Site VPN guide");

    public static LintRule VpnGatewayUnrouted { get; } = new("vpn-gateway-unrouted", Severity.Warning, "Site-to-Site VPN guide, \"Configure routing\"");

    public static LintRule EndpointWithoutSubnet { get; } = new("endpoint-without-subnet", Severity.Error, "AWS PrivateLink guide");

    public static LintRule EndpointUnreachable { get; } = new("endpoint-unreachable", Severity.Error, "AWS PrivateLink guide, \"Access an AWS service using an interface VPC endpoint\"");

    public static LintRule EndpointNamesElsewhere { get; } = new("endpoint-names-elsewhere", Severity.Note, "AWS PrivateLink guide, private DNS");

    public static LintRule GatewayEndpointWithoutTable { get; } = new("gateway-endpoint-without-table", Severity.Error, "AWS PrivateLink guide, \"Gateway endpoints\"");

    public static LintRule PeeringOneWay { get; } = new("peering-one-way", Severity.Warning, "VPC peering guide, \"Update your route tables for a VPC peering connection\"");

    public static LintRule PeeringUnrouted { get; } = new("peering-unrouted", Severity.Warning, "VPC peering guide, \"Update your route tables for a VPC peering connection\"");

    public static LintRule PeersOverlap { get; } = new("peers-overlap", Severity.Note, "VPC peering guide, \"VPC peering configurations with specific routes\"");

    public static LintRule SubnetNearlyFull { get; } = new("subnet-nearly-full", Severity.Note, "VPC guide, \"Subnet CIDR blocks\"");

    public static LintRule QuotaNear { get; } = new("quota-near", Severity.Note, "VPC guide, \"Amazon VPC quotas\"");

    public static ImmutableArray<LintRule> All { get; } =
    [
        AclEntryNeverMatches, AclNoAnswers, AclUnused,
        OpenAdminPort, OpenAllPorts, OpenRiskyPort, RuleRedundant, RuleOfEmptyGroup, GroupWithoutRules, PortClosed, GroupUnused,
        PublicSubnetWithoutAddress, PublicAddressWithoutRoute, BlackholeRoute, RouteTableUnused,
        InternetGatewayUnattached, InternetGatewayUnrouted, NatGatewayInPrivateSubnet, NatGatewayUnrouted, NatGatewayElsewhere, ElasticIpUnused, InterfaceUnattached,
        VpnGatewayUnattached, VpnGatewayUnrouted,
        EndpointWithoutSubnet, EndpointUnreachable, EndpointNamesElsewhere, GatewayEndpointWithoutTable,
        PeeringOneWay, PeeringUnrouted, PeersOverlap,
        SubnetNearlyFull, QuotaNear,
    ];
}
