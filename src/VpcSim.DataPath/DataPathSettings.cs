using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Gateways.Nat;

namespace VpcSim.DataPath;

/// <summary>What AWS leaves undocumented or a user may choose; the defaults are AWS's own where it documents one.</summary>
public sealed record DataPathSettings
{
    public static DataPathSettings Default { get; } = new();

    /// <summary>Whether a captured TCP packet above the path's MTU is dropped for its size instead of standing for its segments.</summary>
    public bool StrictMtu { get; init; }

    /// <summary>Whether an ICMP error that quotes a tracked flow passes security groups that have no rule for it.</summary>
    public bool IcmpErrorsRelatedToTrackedFlow { get; init; } = true;

    /// <summary>What middlebox appliances do with packets that are not for them.</summary>
    public ApplianceMode Appliances { get; init; }

    /// <summary>Of two prefix lists that hold the same block: whether the route of the list with the highest id decides instead of the lowest. AWS picks one at random and keeps it.</summary>
    public bool HighestOfEqualPrefixLists { get; init; }

    /// <summary>Whether the VPC router takes one from the TTL of what it brings to another subnet or a peered VPC, as gateways do. AWS documents nothing.</summary>
    public bool VpcRouterTakesTtl { get; init; }

    /// <summary>Packets a second that an interface may send to Amazon DNS, instance metadata, time and licensing together; 0 for no limit. (VPC guide, "DNS attributes for your VPC")</summary>
    public int LinkLocalPacketsPerSecond { get; init; } = 1024;

    /// <summary>What a NAT gateway does with a connection whose beginning was not captured. AWS documents none.</summary>
    public NatMidstream NatMidstream { get; init; } = NatMidstream.Bind;

    /// <summary>How a NAT gateway spreads connections over several addresses. AWS documents none.</summary>
    public NatAddressChoice NatAddressChoice { get; init; } = NatAddressChoice.Spread;

    /// <summary>From which address traffic to a public address of the same VPC arrives. AWS documents none.</summary>
    public SameVpcSource SameVpcSource { get; init; } = SameVpcSource.PublicAddress;

    /// <summary>Seconds a half-open TCP connection is tracked. AWS documents none.</summary>
    public int TcpSynTimeoutSeconds { get; init; } = 60;

    /// <summary>Seconds a closed TCP connection is still tracked, so that last acknowledgements pass. AWS documents none.</summary>
    public int TcpClosingTimeoutSeconds { get; init; } = 10;

    /// <summary>Seconds an ICMP conversation is tracked. AWS documents none.</summary>
    public int IcmpTimeoutSeconds { get; init; } = 30;

    /// <summary>How many connections an instance tracks at all its interfaces together, where its design says nothing; 0 for any number. AWS has a number for
    /// each instance type and publishes none.</summary>
    public int ConnectionTrackingAllowance { get; init; }

    /// <summary>Whether a TCP segment without SYN, of a connection that is not known, starts tracking where a rule allows it; else it passes by the rule alone.</summary>
    public bool TcpTrackedFromTheMiddle { get; init; } = true;

    /// <summary>Whether later fragments are judged by groups and network ACLs as their first one was; else only rules without ports match them.</summary>
    public bool FragmentsFollowTheFirst { get; init; } = true;

    /// <summary>What the sender's flow log says of a packet that is dropped before any other interface sees it: for want of a route, or by a gateway.</summary>
    public DropRecord DroppedOnTheWay { get; init; }

    /// <summary>Whether a failed source/destination check leaves a REJECT record.</summary>
    public bool RecordsSourceDestCheck { get; init; }

    /// <summary>Whether a new connection that finds the instance's table full leaves a REJECT record.</summary>
    public bool RecordsTrackingAllowance { get; init; }

    /// <summary>Whether a later fragment is recorded with the ports of its first one, where that is known; else with ports 0.</summary>
    public bool FragmentsShowPorts { get; init; }

    /// <summary>Seconds other protocols are tracked. (EC2 guide, "Security group connection tracking")</summary>
    public int OtherProtocolTimeoutSeconds { get; init; } = 600;

    /// <summary>Seconds without a word after which a BGP session over a VPN tunnel ends. (Site-to-Site VPN guide, "Troubleshooting", Juniper)</summary>
    public int VpnBgpHoldSeconds { get; init; } = 30;

    /// <summary>Seconds without a word after which a BGP session over Direct Connect ends. (Direct Connect guide, "Routing policies and BGP communities")</summary>
    public int DirectConnectBgpHoldSeconds { get; init; } = 90;
}
