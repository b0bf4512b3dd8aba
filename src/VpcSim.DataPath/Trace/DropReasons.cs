namespace VpcSim.DataPath.Trace;

/// <summary>The printed name of each drop reason, whether AWS coined it, and what it means.</summary>
/// <remarks>AWS's names are the codes of "Reachability Analyzer explanation codes"; the others are VpcSim's own.</remarks>
public static class DropReasons
{
    private static readonly DropReasonText[] Texts =
    [
        new("NONE", false, "The packet was not dropped."),
        new("ENI_SG_RULES_MISMATCH", true, "No rule of the interface's security groups allows the packet, and it belongs to no tracked connection."),
        new("SUBNET_ACL_RESTRICTION", true, "The subnet's network ACL denies the packet, by an entry or by its final *."),
        new("NO_ROUTE_TO_DESTINATION", true, "The subnet's route table has no route to the destination."),
        new("BAD_STATE_ROUTE", true, "The most specific route is a blackhole: its target is gone, detached or not active."),
        new("ENI_SOURCE_DEST_CHECK_RESTRICTION", true, "The interface checks that it is source or destination of its packets, and is not."),
        new("NO_POSSIBLE_DESTINATION", true, "The destination is an address of the VPC that no interface owns."),
        new("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS", true, "The source address has no public IPv4 address for the internet gateway to translate it to."),
        new("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", true, "The public destination address maps to no interface of the VPC, or the interface has no public address."),
        new("IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS", true, "An internet gateway forwards nothing to private addresses (RFC 1918)."),
        new("IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS", true, "An internet gateway forwards nothing to shared addresses (RFC 6598)."),
        new("IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS", true, "An internet gateway takes nothing in from private addresses (RFC 1918)."),
        new("IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS", true, "An internet gateway takes nothing in from shared addresses (RFC 6598)."),
        new("NGW_REQUIRES_SOURCE_IN_VPC", true, "A NAT gateway serves interfaces of its own VPC only."),
        new("PROTOCOL_RESTRICTION", true, "The component does not carry this protocol (a NAT gateway: TCP, UDP and ICMP only; a transit gateway attachment without IPv6 support: no IPv6)."),
        new("PCX_REQUIRES_ADDRESS_IN_VPC_CIDR", true, "A peering connection carries packets between addresses of its two VPCs only."),
        new("VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", true, "A virtual private gateway delivers to private addresses of interfaces in its VPC only."),
        new("VPCE_GATEWAY_PROTOCOL_RESTRICTION", true, "A gateway endpoint accepts TCP and ICMP echo only."),
        new("VPC_HAS_NO_INTERNET_GATEWAY", false, "The packet comes from the internet, and the VPC has no internet gateway attached."),
        new("EIGW_BLOCKS_NEW_CONNECTIONS", false, "An egress-only internet gateway lets answers in, never new conversations."),
        new("NGW_UNSOLICITED_INBOUND", false, "No connection from inside stands behind this packet to a NAT gateway: logged as ACCEPT, then dropped."),
        new("NGW_FRAGMENT_NOT_SUPPORTED", false, "A NAT gateway drops fragmented TCP and ICMP packets."),
        new("NGW_PORT_ALLOCATION_FAILED", false, "The NAT gateway has no free port towards this destination (ErrorPortAllocation)."),
        new("VGW_PREFIX_UNKNOWN", false, "The virtual private gateway knows no VPN route to the destination."),
        new("VGW_IPV6_NOT_SUPPORTED", false, "A virtual private gateway carries no IPv6."),
        new("VPCE_NEVER_INITIATES", false, "The service behind an interface endpoint answers; it never starts a conversation."),
        new("VPCE_MTU_EXCEEDED", false, "An endpoint drops packets above 8500 bytes without telling the sender."),
        new("PACKET_TOO_BIG", false, "The packet is larger than the path's MTU and must not be fragmented."),
        new("TTL_EXPIRED", false, "The packet's TTL or hop limit ended at a gateway."),
        new("MULTICAST_NOT_SUPPORTED", false, "A VPC carries neither broadcast nor multicast."),
        new("VPC_DNS_SUPPORT_DISABLED", false, "The VPC's attribute enableDnsSupport is off: the Amazon DNS server does not answer."),
        new("CONNTRACK_ALLOWANCE_EXCEEDED", false, "The instance's connection tracking allowance is used up: a new tracked flow is dropped without a record."),
        new("VPC_BLOCK_PUBLIC_ACCESS_ENABLED", true, "VPC Block Public Access keeps the subnet from the internet, and no exclusion lifts it."),
        new("GATEWAY_ROUTE_TARGET_WITHOUT_PUBLIC_IP", false, "The internet gateway's route table leads to an interface that has no public address."),
        new("VGW_GATEWAY_LOAD_BALANCER_ENDPOINT", false, "A virtual private gateway's route table leads to a Gateway Load Balancer endpoint, which takes nothing from it."),
        new("BAD_STATE_VPN", true, "The tunnel or virtual interface that the packet would take is down, and no other one leads there yet."),
        new("LINK_LOCAL_ALLOWANCE_EXCEEDED", false, "The interface sends more than 1,024 packets a second to Amazon DNS, instance metadata, time and licensing together."),
        new("INSTANCE_METADATA_DISABLED", false, "The instance's metadata options switch its metadata service off, altogether or for IPv6."),
        new("SERVICE_REQUIRES_NITRO", false, "Only instances on the Nitro System reach a link-local service by IPv6 or on behalf of another host."),
        new("VPN_TRAFFIC_SELECTOR_MISMATCH", false, "The VPN connection carries packets between two blocks only, and this one is not between them."),
        new("TGW_ROUTE_AZ_RESTRICTION", true, "The transit gateway has no subnet in the sender's Availability Zone."),
        new("TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION", true, "The transit gateway attachment is associated with no transit gateway route table."),
        new("TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT", true, "The transit gateway's route table has no route to the destination."),
        new("TGW_RTB_BAD_STATE_ROUTE", true, "The most specific route of the transit gateway's route table is a blackhole."),
        new("VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC", false, "A gateway endpoint serves addresses of its own VPC only: a transit gateway does not extend it."),
        new("NGW_IDLE_TIMEOUT", false, "The NAT gateway knows no such TCP connection (any more: 350 s idle end one), and answers with a RST."),
        new("NGW_ROUTE_LEADS_BACK", false, "The route table of the NAT gateway's own subnet sends what it translates back to it."),
    ];

    /// <summary>The name as printed, such as <c>ENI_SG_RULES_MISMATCH</c>.</summary>
    public static string NameOf(DropReason reason) => Texts[(int)reason].Name;

    /// <summary>True when the name is one of AWS Reachability Analyzer's explanation codes.</summary>
    public static bool IsFromAws(DropReason reason) => Texts[(int)reason].FromAws;

    /// <summary>One sentence for a person.</summary>
    public static string SentenceOf(DropReason reason) => Texts[(int)reason].Sentence;

    private readonly record struct DropReasonText(string Name, bool FromAws, string Sentence);
}
