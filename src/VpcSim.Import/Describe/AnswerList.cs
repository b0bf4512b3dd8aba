namespace VpcSim.Import.Describe;

/// <summary>A list that an answer of AWS holds, by its key.</summary>
/// <param name="Key">Such as <c>Vpcs</c>.</param>
/// <param name="Id">The field that holds an entry's id.</param>
/// <param name="Prefix">What its ids begin with, without the dash.</param>
/// <param name="Call">What asks for it: a command of <c>aws ec2</c>.</param>
/// <param name="Assumed">What holds where the list is missing; null for lists that only some networks need.</param>
internal sealed record AnswerList(string Key, string Id, string Prefix, string Call, string? Assumed = null)
{
    /// <summary>In the order in which a Name tag is given away where entries of several lists bear it.</summary>
    public static readonly AnswerList[] Known =
    [
        new("Instances", "InstanceId", "i", "describe-instances", "there are no instances; interfaces are hosts by themselves"),
        new("NetworkInterfaces", "NetworkInterfaceId", "eni", "describe-network-interfaces",
            "there are the interfaces that instances name, and those of NAT gateways and endpoints with addresses drawn where the output has none"),
        new("Vpcs", "VpcId", "vpc", "describe-vpcs", "a VPC has the blocks of the local routes of its route tables"),
        new("Subnets", "SubnetId", "subnet", "describe-subnets", "there are no subnets, so nothing is in the network"),
        new("SecurityGroups", "GroupId", "sg", "describe-security-groups", "a group that is named is as new: nothing in, everything out"),
        new("NetworkAcls", "NetworkAclId", "acl", "describe-network-acls", "every subnet has a default network ACL that allows everything"),
        new("RouteTables", "RouteTableId", "rtb", "describe-route-tables", "every subnet has local routes only"),
        new("InternetGateways", "InternetGatewayId", "igw", "describe-internet-gateways", "an internet gateway that a route names is attached to the table's VPC"),
        new("EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId", "eigw", "describe-egress-only-internet-gateways"),
        new("NatGateways", "NatGatewayId", "nat", "describe-nat-gateways"),
        new("Addresses", "AllocationId", "eipalloc", "describe-addresses"),
        new("VpcEndpoints", "VpcEndpointId", "vpce", "describe-vpc-endpoints"),
        new("VpcPeeringConnections", "VpcPeeringConnectionId", "pcx", "describe-vpc-peering-connections"),
        new("VpnGateways", "VpnGatewayId", "vgw", "describe-vpn-gateways"),
        new("CustomerGateways", "CustomerGatewayId", "cgw", "describe-customer-gateways"),
        new("VpnConnections", "VpnConnectionId", "vpn", "describe-vpn-connections"),
        new("TransitGateways", "TransitGatewayId", "tgw", "describe-transit-gateways"),
        new("TransitGatewayVpcAttachments", "TransitGatewayAttachmentId", "tgw-attach", "describe-transit-gateway-vpc-attachments"),
        new("TransitGatewayPeeringAttachments", "TransitGatewayAttachmentId", "tgw-attach", "describe-transit-gateway-peering-attachments"),
        new("TransitGatewayAttachments", "TransitGatewayAttachmentId", "tgw-attach", "describe-transit-gateway-attachments"),
        new("TransitGatewayRouteTables", "TransitGatewayRouteTableId", "tgw-rtb", "describe-transit-gateway-route-tables"),
        new("DhcpOptions", "DhcpOptionsId", "dopt", "describe-dhcp-options"),
        new("PrefixLists", "PrefixListId", "pl", "describe-managed-prefix-lists"),
        new("VpcEncryptionControls", "VpcEncryptionControlId", "vpcec", "describe-vpc-encryption-controls"),
        new("FlowLogs", "FlowLogId", "fl", "describe-flow-logs"),
    ];

    // What changes no packet, or says again what another list says.
    private static readonly HashSet<string> _silent = new(StringComparer.Ordinal)
    {
        "AvailabilityZones", "MovingAddressStatuses", "Tags", "ServiceNames", "ServiceDetails", "SecurityGroupRules", "Regions", "KeyPairs", "Images", "Volumes", "Snapshots",
        "InstanceStatuses", "InstanceTypes", "AccountAttributes", "PlacementGroups", "Reservations", "LaunchTemplates",
    };

    private static readonly Dictionary<string, AnswerList> _byKey = Known.ToDictionary(list => list.Key, StringComparer.Ordinal);

    public static AnswerList? Find(string key) => _byKey.GetValueOrDefault(Canonical(key));

    public static bool IsSilent(string key) => _silent.Contains(Canonical(key));

    /// <summary>Collectors write <c>network_acls</c> for <c>NetworkAcls</c>.</summary>
    public static string Canonical(string key) =>
        key.Length > 0 && char.IsAsciiLetterLower(key[0]) ? string.Concat(key.Split('_').Select(Capital)) : key;

    public static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
