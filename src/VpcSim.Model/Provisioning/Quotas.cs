using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Naming;

namespace VpcSim.Model.Provisioning;

/// <summary>The quotas in force: AWS's defaults, and what <c>--quota NAME=N</c> raised or lowered.</summary>
public sealed class Quotas
{
    /// <summary>Rules per group times groups per interface never exceed this. (VPC guide, "Amazon VPC quotas", security groups)</summary>
    public const int RulesTimesGroupsLimit = 1_000;

    private readonly ImmutableDictionary<string, int> _changed;

    private Quotas(ImmutableDictionary<string, int> changed) => _changed = changed;

    /// <summary>Every quota, in the order of AWS's pages.</summary>
    public static ImmutableArray<Quota> All { get; } =
    [
        new(QuotaNames.VpcsPerRegion, 5, null, "VpcLimitExceeded", "VPCs"),
        new(QuotaNames.SubnetsPerVpc, 200, null, "SubnetLimitExceeded", "subnets"),
        new(QuotaNames.Ipv4CidrBlocksPerVpc, 5, 50, "CidrLimitExceeded", "the primary IPv4 block and the secondary ones"),
        new(QuotaNames.Ipv6CidrBlocksPerVpc, 5, 50, "CidrLimitExceeded", "IPv6 blocks"),
        new(QuotaNames.ElasticIpsPerRegion, 5, null, "AddressLimitExceeded", "Elastic IP addresses, those of NAT gateways too"),
        new(QuotaNames.ElasticIpsPerNatGateway, 2, 8, "AddressLimitExceeded", "Elastic IP addresses of a public NAT gateway"),
        new(QuotaNames.InternetGatewaysPerRegion, 5, null, "InternetGatewayLimitExceeded", "internet gateways; raised with `vpcs-per-region`"),
        new(QuotaNames.EgressOnlyInternetGatewaysPerRegion, 5, null, Quota.GeneralCode, "egress-only internet gateways; raised with `vpcs-per-region`"),
        new(QuotaNames.NatGatewaysPerAz, 5, null, "NatGatewayLimitExceeded", "NAT gateways, public and private"),
        new(QuotaNames.InterfacesPerRegion, 5_000, null, "NetworkInterfaceLimitExceeded", "network interfaces, those that services make too"),
        new(QuotaNames.SecurityGroupsPerRegion, 2_500, null, "SecurityGroupLimitExceeded", "security groups, each VPC's default one too"),
        new(QuotaNames.SecurityGroupsPerInterface, 5, 16, "SecurityGroupsPerInterfaceLimitExceeded", "security groups of an interface; times `rules-per-security-group` at most 1,000"),
        new(QuotaNames.RulesPerSecurityGroup, 60, RulesTimesGroupsLimit, "RulesPerSecurityGroupLimitExceeded", "rules of a direction and family; a rule that names a group counts in both families, one that names a prefix list as the list's largest size, or its weight if it is AWS's"),
        new(QuotaNames.NetworkAclsPerVpc, 200, null, "NetworkAclLimitExceeded", "network ACLs, the default one too"),
        new(QuotaNames.NetworkAclRulesPerDirection, 20, 40, "NetworkAclEntryLimitExceeded", "entries of a direction and family, the final `*` too"),
        new(QuotaNames.RouteTablesPerVpc, 200, null, "RouteTableLimitExceeded", "route tables, the main one too"),
        new(QuotaNames.RoutesPerRouteTable, 500, 1_000, "RouteLimitExceeded", "routes of a family that nothing propagated, local ones aside; a route to a prefix list counts as a rule does"),
        new(QuotaNames.PropagatedRoutesPerRouteTable, 100, 100, "RouteLimitExceeded", "propagated routes"),
        new(QuotaNames.PeeringConnectionsPerVpc, 50, 125, "ActiveVpcPeeringConnectionPerVpcLimitExceeded", "active peering connections"),
        new(QuotaNames.OutstandingPeeringRequestsPerAccount, 25, null, "OutstandingVpcPeeringConnectionLimitExceeded", "peering connections that nobody has accepted"),
        new(QuotaNames.PrefixListsPerRegion, 100, null, Quota.GeneralCode, "prefix lists of one's own"),
        new(QuotaNames.EntriesPerPrefixList, 1_000, null, "PrefixListMaxEntriesExceeded", "the largest size of a prefix list of one's own"),
        new(QuotaNames.ReferencesPerPrefixList, 5_000, null, Quota.GeneralCode, "references to a prefix list by resources of one type: rules of security groups, routes"),
        new(QuotaNames.NetworkAddressUnitsPerVpc, 64_000, 256_000, Quota.GeneralCode, "units: one an address or prefix of an instance's interface and one an interface beside the primary, six an interface endpoint in a zone, a NAT gateway, a transit gateway attachment", "VPC guide, \"Network Address Usage for your VPC\""),
        new(QuotaNames.NetworkAddressUnitsOfPeers, 128_000, 512_000, Quota.GeneralCode, "units of a VPC and of those that it is peered with in its region", "VPC guide, \"Network Address Usage for your VPC\""),
        new(QuotaNames.GatewayEndpointsPerRegion, 20, null, "VpcEndpointLimitExceeded", "gateway endpoints", "AWS PrivateLink guide, \"Quotas\""),
        new(QuotaNames.GatewayEndpointsPerVpc, 255, 255, "VpcEndpointLimitExceeded", "gateway endpoints", "AWS PrivateLink guide, \"Quotas\""),
        new(QuotaNames.InterfaceEndpointsPerVpc, 50, null, "VpcEndpointLimitExceeded", "interface endpoints and Gateway Load Balancer endpoints", "AWS PrivateLink guide, \"Quotas\""),
        new(QuotaNames.CharactersPerEndpointPolicy, 20_480, 20_480, Quota.GeneralCode, "characters of an endpoint's policy, white space too", "AWS PrivateLink guide, \"Quotas\""),
        new(QuotaNames.VpnGatewaysPerRegion, 5, null, "VpnGatewayLimitExceeded", "virtual private gateways", "Site-to-Site VPN guide, \"Quotas\""),
        new(QuotaNames.CustomerGatewaysPerRegion, 50, null, "CustomerGatewayLimitExceeded", "customer gateways", "Site-to-Site VPN guide, \"Quotas\""),
        new(QuotaNames.VpnConnectionsPerRegion, 50, null, "VpnConnectionLimitExceeded", "VPN connections", "Site-to-Site VPN guide, \"Quotas\""),
        new(QuotaNames.VpnConnectionsPerVpnGateway, 10, null, "VpnConnectionLimitExceeded", "VPN connections of a virtual private gateway", "Site-to-Site VPN guide, \"Quotas\""),
        new(QuotaNames.StaticRoutesPerVpnConnection, 100, 100, Quota.GeneralCode, "static routes of a VPN connection", "Site-to-Site VPN guide, \"Quotas\""),
        new(QuotaNames.BlockPublicAccessExclusionsPerRegion, 50, null, Quota.GeneralCode, "exclusions of VPC Block Public Access", "VPC guide, \"VPC BPA basics\""),
        new(QuotaNames.TransitGatewaysPerRegion, 5, null, Quota.GeneralCode, "transit gateways", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.TransitGatewaysPerVpc, 5, 5, Quota.GeneralCode, "transit gateways that a VPC is attached to", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.CidrBlocksPerTransitGateway, 5, 5, Quota.GeneralCode, "CIDR blocks of a transit gateway", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.AttachmentsPerTransitGateway, 5_000, null, Quota.GeneralCode, "attachments of every kind", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.PeeringAttachmentsPerTransitGateway, 50, null, Quota.GeneralCode, "peering attachments, asked for or accepted", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.DirectConnectGatewaysPerTransitGateway, 20, 20, Quota.GeneralCode, "Direct Connect gateways", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.RouteTablesPerTransitGateway, 20, null, Quota.GeneralCode, "route tables, the default one too", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.RoutesPerTransitGateway, 10_000, null, Quota.GeneralCode, "routes of all tables, static and propagated", "Transit Gateway guide, \"Quotas\""),
        new(QuotaNames.FlowLogsPerResource, 250, 250, "FlowLogsLimitExceeded", "flow logs of a VPC, a subnet or an interface"),
    ];

    /// <summary>What an account has without asking.</summary>
    public static Quotas Default { get; } = new(ImmutableDictionary<string, int>.Empty);

    /// <summary>The value of a quota of <see cref="QuotaNames"/>.</summary>
    /// <exception cref="FormatException">There is no quota of that name.</exception>
    public int this[string name] => _changed.TryGetValue(name, out int value) ? value : Find(name).DefaultValue;

    /// <summary>These quotas with one more set by text, such as <c>security-groups-per-interface=7</c>.</summary>
    /// <exception cref="FormatException">The text is not <c>NAME=N</c>, the name is unknown (the message has the nearest ones), or N is
    /// below 1 or above what AWS grants.</exception>
    public Quotas With(string nameAndValue)
    {
        int equals = nameAndValue.IndexOf('=');
        if (equals <= 0)
            throw new FormatException($"'{nameAndValue}' is not a quota of the form NAME=N, such as {QuotaNames.SecurityGroupsPerInterface}=7");
        string digits = nameAndValue[(equals + 1)..];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < 1)
            throw new FormatException($"'{digits}' is not a quota's value: a whole number from 1");
        return With(nameAndValue[..equals].Trim(), value);
    }

    /// <summary>These quotas with one more set.</summary>
    /// <exception cref="FormatException">The name is unknown, or the value is below 1 or above what AWS grants.</exception>
    public Quotas With(string name, int value)
    {
        Quota quota = Find(name);
        if (value < 1) throw new FormatException($"{name}={value}: a quota is at least 1");
        if (quota.Maximum is { } maximum && value > maximum)
        {
            throw new FormatException(quota.IsAdjustable
                ? $"{name}={value}: AWS raises this quota to at most {maximum}"
                : $"{name}={value}: AWS does not adjust this quota; it is {maximum}");
        }
        return new Quotas(_changed.SetItem(name, value));
    }

    internal static Quota Find(string name)
    {
        foreach (Quota quota in All)
            if (quota.Name == name) return quota;
        string nearest = string.Join(", ", NearestNames.Of(name, All.Select(quota => quota.Name)));
        throw new FormatException($"there is no quota '{name}'; the nearest are {nearest}");
    }
}
