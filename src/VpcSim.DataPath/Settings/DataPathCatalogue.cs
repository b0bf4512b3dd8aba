using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Gateways.Nat;

namespace VpcSim.DataPath.Settings;

/// <summary>The data path's settings by name: each point that AWS leaves undocumented, and what a user may choose.</summary>
public static class DataPathCatalogue
{
    private const string NotDocumented = "not documented";
    private const int Day = 86_400;

    public static SettingCatalogue<DataPathSettings> Instance { get; } = new(DataPathSettings.Default,
    [
        Setting<DataPathSettings>.Switch(
            "strict-mtu", NotDocumented, "Captured TCP packets above the path's MTU are dropped, not taken for the segments that offload joined.",
            settings => settings.StrictMtu, (settings, value) => settings with { StrictMtu = value }),
        Setting<DataPathSettings>.Switch(
            "icmp-errors-related", "EC2 guide, \"Network MTU for your EC2 instance\"", "An ICMP error that quotes a tracked flow passes security groups that have no rule for it.",
            settings => settings.IcmpErrorsRelatedToTrackedFlow, (settings, value) => settings with { IcmpErrorsRelatedToTrackedFlow = value }),
        Setting<DataPathSettings>.Choice(
            "appliances", NotDocumented, "What middlebox appliances do with packets that are not for them: send them on unchanged, or keep them.",
            [("forward", ApplianceMode.Forward), ("end", ApplianceMode.End)], settings => settings.Appliances, (settings, value) => settings with { Appliances = value }),
        Setting<DataPathSettings>.Choice(
            "equal-prefix-lists", "VPC guide, \"Route priority\"", "Which route decides where two prefix lists of a table hold the same block: AWS picks one at random and keeps it.",
            [("lowest-id", false), ("highest-id", true)], settings => settings.HighestOfEqualPrefixLists,
            (settings, value) => settings with { HighestOfEqualPrefixLists = value }),
        Setting<DataPathSettings>.Switch(
            "vpc-router-ttl", NotDocumented, "The VPC router takes one from the TTL of what it brings to another subnet or a peered VPC, as gateways do.",
            settings => settings.VpcRouterTakesTtl, (settings, value) => settings with { VpcRouterTakesTtl = value }),
        Setting<DataPathSettings>.Number(
            "link-local-allowance", 0, 1_000_000, "packets a second, 0 for no limit", "VPC guide, \"DNS attributes for your VPC\"",
            "What an interface may send to Amazon DNS, instance metadata, time and licensing together.",
            settings => settings.LinkLocalPacketsPerSecond, (settings, value) => settings with { LinkLocalPacketsPerSecond = value }),
        Setting<DataPathSettings>.Choice(
            "nat-midstream", NotDocumented, "What a NAT gateway does with a TCP segment without SYN whose connection the run has not shown before: serve it, or answer with a RST.",
            [("bind", NatMidstream.Bind), ("reset", NatMidstream.Reset)],
            settings => settings.NatMidstream, (settings, value) => settings with { NatMidstream = value }),
        Setting<DataPathSettings>.Choice(
            "nat-address", NotDocumented, "Which of several addresses a NAT gateway gives to a connection: one by its hash, or the first that has a port left.",
            [("spread", NatAddressChoice.Spread), ("fill", NatAddressChoice.Fill)],
            settings => settings.NatAddressChoice, (settings, value) => settings with { NatAddressChoice = value }),
        Setting<DataPathSettings>.Choice(
            "same-vpc-source", NotDocumented, "From which of the sender's addresses a packet arrives that was sent to a public address of its own VPC.",
            [("public", SameVpcSource.PublicAddress), ("private", SameVpcSource.PrivateAddress)],
            settings => settings.SameVpcSource, (settings, value) => settings with { SameVpcSource = value }),
        Setting<DataPathSettings>.Number(
            "tcp-syn-timeout", 1, Day, "seconds", NotDocumented, "How long a half-open TCP connection is tracked.",
            settings => settings.TcpSynTimeoutSeconds, (settings, value) => settings with { TcpSynTimeoutSeconds = value }),
        Setting<DataPathSettings>.Number(
            "tcp-closing-timeout", 1, Day, "seconds", NotDocumented, "How long a closed TCP connection is still tracked.",
            settings => settings.TcpClosingTimeoutSeconds, (settings, value) => settings with { TcpClosingTimeoutSeconds = value }),
        Setting<DataPathSettings>.Number(
            "icmp-timeout", 1, Day, "seconds", NotDocumented, "How long an ICMP conversation is tracked.",
            settings => settings.IcmpTimeoutSeconds, (settings, value) => settings with { IcmpTimeoutSeconds = value }),
        Setting<DataPathSettings>.Number(
            "tracking-allowance", 0, int.MaxValue, "connections", "EC2 guide, \"Security group connection tracking\"", "How many connections an instance tracks; 0 for any number.",
            settings => settings.ConnectionTrackingAllowance, (settings, value) => settings with { ConnectionTrackingAllowance = value }),
        Setting<DataPathSettings>.Switch(
            "tcp-from-the-middle", NotDocumented, "A TCP segment without SYN, of a connection that is not known, starts tracking where a rule allows it.",
            settings => settings.TcpTrackedFromTheMiddle, (settings, value) => settings with { TcpTrackedFromTheMiddle = value }),
        Setting<DataPathSettings>.Switch(
            "fragments-follow-first", NotDocumented, "Groups and network ACLs judge later fragments as they judged the first; else only rules without ports match them.",
            settings => settings.FragmentsFollowTheFirst, (settings, value) => settings with { FragmentsFollowTheFirst = value }),
        Setting<DataPathSettings>.Choice(
            "dropped-on-the-way-record", NotDocumented, "What the sender's flow log says of a packet that no other interface sees, for want of a route or dropped by a gateway.",
            [("accept", DropRecord.Accept), ("reject", DropRecord.Reject), ("none", DropRecord.None)],
            settings => settings.DroppedOnTheWay, (settings, value) => settings with { DroppedOnTheWay = value }),
        Setting<DataPathSettings>.Switch(
            "source-dest-check-record", NotDocumented, "A failed source/destination check leaves a REJECT record.",
            settings => settings.RecordsSourceDestCheck, (settings, value) => settings with { RecordsSourceDestCheck = value }),
        Setting<DataPathSettings>.Switch(
            "tracking-allowance-record", NotDocumented, "A new connection that finds an instance's table of connections full leaves a REJECT record.",
            settings => settings.RecordsTrackingAllowance, (settings, value) => settings with { RecordsTrackingAllowance = value }),
        Setting<DataPathSettings>.Switch(
            "fragment-ports", NotDocumented, "Flow logs show later fragments with the ports of the first; else with ports 0.",
            settings => settings.FragmentsShowPorts, (settings, value) => settings with { FragmentsShowPorts = value }),
        Setting<DataPathSettings>.Number(
            "other-protocol-timeout", 1, Day, "seconds", "EC2 guide, \"Security group connection tracking\"", "How long flows of protocols other than TCP, UDP and ICMP are tracked.",
            settings => settings.OtherProtocolTimeoutSeconds, (settings, value) => settings with { OtherProtocolTimeoutSeconds = value }),
        Setting<DataPathSettings>.Number(
            "vpn-bgp-hold", 1, 3600, "seconds", "Site-to-Site VPN guide, \"Troubleshooting your customer gateway device\"", "How long a BGP session over a silent VPN tunnel is held.",
            settings => settings.VpnBgpHoldSeconds, (settings, value) => settings with { VpnBgpHoldSeconds = value }),
        Setting<DataPathSettings>.Number(
            "direct-connect-bgp-hold", 1, 3600, "seconds", "Direct Connect guide, \"Set up\"", "How long a BGP session over a silent virtual interface is held.",
            settings => settings.DirectConnectBgpHoldSeconds, (settings, value) => settings with { DirectConnectBgpHoldSeconds = value }),
    ]);
}
