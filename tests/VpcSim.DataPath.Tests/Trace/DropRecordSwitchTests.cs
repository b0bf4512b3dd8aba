using VpcSim.DataPath.Settings;

namespace VpcSim.DataPath.Tests.Trace;

/// <summary>What flow logs say of drops of which AWS documents no record; each switch in all its positions.</summary>
public class DropRecordSwitchTests
{
    private const string Web = "10.0.1.10", Db = "10.0.2.20", Stranger = "10.0.1.99", Outside = "203.0.113.7";

    public static TheoryData<string, string[]> Positions => new()
    {
        { "accept", ["web egress ACCEPT"] },
        { "reject", ["web egress REJECT"] },
        { "none", [] },
    };

    [Theory]
    [MemberData(nameof(Positions))]
    public void Without_a_route(string position, string[] records) => Start(position, DesignBuilder.TwoSubnets)
        .Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDropped(DropReason.NoRouteToDestination).ShouldBeRecorded(records);

    [Theory]
    [MemberData(nameof(Positions))]
    public void Without_a_public_address(string position, string[] records) => Start(position, DesignBuilder.TwoSubnets.InternetGateway().Main("0.0.0.0/0 igw"))
        .Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress).ShouldBeRecorded(records);

    [Theory]
    [MemberData(nameof(Positions))]
    public void To_a_prefix_that_the_VPN_does_not_know(string position, string[] records) => Start(position, DesignBuilder.TwoSubnets.Vpn("vgw", "192.168.0.0/16").Main("172.16.0.0/12 vgw"))
        .Send(Tcp.Syn(Web, "172.20.0.1", 443)).ShouldBeDropped(DropReason.VgwPrefixUnknown).ShouldBeRecorded(records);

    [Theory]
    [MemberData(nameof(Positions))]
    public void Above_the_mtu_of_an_endpoint(string position, string[] records) => Start(position, DesignBuilder.TwoSubnets.Group("all", "in all from 0.0.0.0/0").InterfaceEndpoint("secrets", Db, "all"))
        .Send(Udp.Datagram(Web, Db, 5000).OfLength(8501).DontFragment()).ShouldBeDropped(DropReason.VpceMtuExceeded).ShouldBeRecorded(records);

    [Theory]
    [MemberData(nameof(Positions))]
    public void To_an_address_that_nobody_has(string position, string[] records)
    {
        Run run = Start(position, DesignBuilder.TwoSubnets);
        run.Send(Tcp.Syn(Web, Stranger, 443)).ShouldBeDropped(DropReason.NoPossibleDestination).ShouldBeRecorded(records);
        run.Send(Tcp.Syn(Web, "10.0.2.99", 443)).ShouldBeDropped(DropReason.NoPossibleDestination).ShouldBeRecorded(records);
    }

    [Theory] // whole: of a packet that a link has split an interface has two records, of the first fragment and of the others
    [InlineData("accept", "far-attachment/far-a egress ACCEPT 40000>53", "far-attachment/far-a egress ACCEPT 0>0")]
    [InlineData("reject", "far-attachment/far-a egress REJECT 40000>53", "far-attachment/far-a egress REJECT 0>0")]
    [InlineData("none")]
    public void A_packet_that_was_split_on_its_way(string position, params string[] records)
    {
        DesignBuilder design = new DesignBuilder().Transit().Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24").Attach("far-attachment", "far-a")
            .Vpc().Main("10.1.0.0/16 tgw").Subnet("a", "10.0.1.0/24").Attach("attachment", "a");
        Sent sent = Start(position, design).Send(Udp.Datagram(Web, "10.1.1.99", 53).OfLength(8900)).ShouldBeDropped(DropReason.NoPossibleDestination);
        Assert.Equal(
            ["web egress ACCEPT 40000>53", "attachment/a ingress ACCEPT 40000>53", .. records],
            sent.Amounts.Select(amount => string.Join(' ', amount.Split(' ')[..4])));
    }

    [Theory] // what no flow log shows stays so, whatever becomes of it
    [InlineData("accept")]
    [InlineData("reject")]
    [InlineData("none")]
    public void A_mirrored_packet_that_is_lost_at_its_source(string position)
    {
        DesignBuilder design = new DesignBuilder().Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24").Eni("monitor", "10.1.1.10")
            .Vpc().Subnet("a", "10.0.1.0/24").Eni("web", Web).Mirror("web", "monitor");
        With(design, ("dropped-on-the-way-record", position)).Send(Udp.Datagram(Web, "10.1.1.10", 4789)).ShouldBeDropped(DropReason.NoRouteToDestination).ShouldNotBeRecorded();
    }

    [Theory] // the contrast: AWS documents the sender's ACCEPT where the receiver's group or network ACL denies
    [InlineData("accept")]
    [InlineData("reject")]
    [InlineData("none")]
    public void What_the_receiver_denies_was_accepted_at_the_sender(string position)
    {
        Run run = Start(position, DesignBuilder.TwoSubnets.Group("closed").Eni("db", Db, "closed"));
        run.Send(Tcp.Syn(Web, Db, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch).ShouldBeRecorded("web egress ACCEPT", "db ingress REJECT");
    }

    [Theory]
    [InlineData("off", new string[0])]
    [InlineData("on", new[] { "web egress REJECT" })]
    public void A_failed_source_check(string position, string[] records) => With(DesignBuilder.TwoSubnets.Eni("web", Web).Eni("db", Db), ("source-dest-check-record", position))
        .SendFrom("web", Tcp.Syn(Stranger, Db, 80)).ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "web").ShouldBeRecorded(records);

    [Theory]
    [InlineData("off", "accept", new[] { "web egress ACCEPT" })]
    [InlineData("on", "accept", new[] { "web egress ACCEPT", "appliance ingress REJECT" })]
    [InlineData("off", "none", new[] { "web egress ACCEPT" })]
    public void A_failed_destination_check(string position, string onTheWay, string[] records)
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("appliance", Db, type: "c5.large").Main("0.0.0.0/0 appliance");
        With(design, ("source-dest-check-record", position), ("dropped-on-the-way-record", onTheWay))
            .Send(Tcp.Syn(Web, Outside, 80)).ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "appliance").ShouldBeRecorded(records);
    }

    [Theory]
    [InlineData("off", new[] { "web egress ACCEPT" })]
    [InlineData("on", new[] { "web egress ACCEPT", "db ingress REJECT" })]
    public void A_full_table_of_connections(string position, string[] records)
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Eni("web", Web).Group("narrow", "in tcp 443 from 10.0.0.0/16").Eni("db", Db, "narrow", type: "c5.large");
        Run run = With(design, ("tracking-allowance", "1"), ("tracking-allowance-record", position));
        run.Send(Tcp.Syn(Web, Db, 443, sourcePort: 1)).ShouldBeDelivered(to: "db");
        run.Send(Tcp.Syn(Web, Db, 443, sourcePort: 2)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded, by: "db").ShouldBeRecorded(records);
    }

    private static Run Start(string position, DesignBuilder design) => With(design.Eni("web", Web), ("dropped-on-the-way-record", position));

    private static Run With(DesignBuilder design, params (string Name, string Value)[] settings)
    {
        DataPathSettings set = DataPathSettings.Default;
        foreach ((string name, string value) in settings)
        {
            Assert.True(DataPathCatalogue.Instance.TrySet(set, name, value, out DataPathSettings? changed, out string? error), error);
            set = changed;
        }
        return design.Start(set);
    }
}
