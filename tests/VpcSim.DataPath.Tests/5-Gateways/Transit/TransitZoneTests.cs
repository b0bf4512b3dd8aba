namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>By which of its interfaces a packet leaves a transit gateway. (Transit Gateway guide, "Availability Zones")</summary>
public class TransitZoneTests
{
    private static readonly int[] Ports = [.. Enumerable.Range(40000, 60)];

    [Theory] // Transit Gateway guide, "Appliance in a shared services VPC": without appliance mode traffic is kept in the zone that it comes from, whatever the receiver's
    [InlineData("10.0.1.10", "far-attachment/far-a")]
    [InlineData("10.0.2.10", "far-attachment/far-b")]
    public void Traffic_keeps_to_the_zone_that_it_comes_from(string source, string exit)
    {
        Run run = Start(farSubnets: "far-a far-b");
        Assert.All(Ports, port => Assert.Equal([exit], Exits(run, source, port)));
    }

    [Fact] // Transit Gateway guide, "Availability Zones": else to a zone where the attachment is present
    public void Where_the_attachment_is_not_in_that_zone_another_one_carries_it()
    {
        Run run = Start(farSubnets: "far-b");
        Assert.Equal(["far-attachment/far-b"], Exits(run, "10.0.1.10", 40000));
    }

    [Fact] // Transit Gateway guide, "Appliance in a shared services VPC": one interface for the life of a flow, in any zone
    public void In_appliance_mode_flows_are_spread_over_the_zones()
    {
        Run run = Start(farSubnets: "far-a far-b", appliance: true);
        Assert.Equal(["far-attachment/far-a", "far-attachment/far-b"], Ports.SelectMany(port => Exits(run, "10.0.1.10", port)).Distinct().Order());
    }

    [Fact] // Transit Gateway guide, "Appliance in a shared services VPC": the same interface for the life of the flow and for the return traffic
    public void In_appliance_mode_a_flow_and_its_return_traffic_share_a_zone()
    {
        Run run = Inspected(appliance: true);
        foreach (int port in Ports)
        {
            string[] there = Exits(run, "10.0.1.10", port, "10.2.1.10"), back = Exits(run, "10.2.1.10", 443, "10.0.1.10", port);
            Assert.Equal(there, back);
            Assert.Equal(there, Exits(run, "10.0.1.10", port, "10.2.1.10"));
        }
    }

    [Fact] // Transit Gateway guide, "Appliance in a shared services VPC": the contrast, the return traffic goes to the appliance of its own zone
    public void Without_appliance_mode_the_return_traffic_takes_another_zone()
    {
        Run run = Inspected(appliance: false);
        Assert.Equal(["inspection/appliance-a"], Exits(run, "10.0.1.10", 40000, "10.2.1.10"));
        Assert.Equal(["inspection/appliance-b"], Exits(run, "10.2.1.10", 443, "10.0.1.10", 40000));
    }

    private static string[] Exits(Run run, string source, int port, string destination = "10.1.1.10", int destinationPort = 443) =>
        [.. run.Send(Tcp.Data(source, destination, (ushort)destinationPort, (ushort)port)).Records.Where(record => record.Contains('/') && record.EndsWith("egress ACCEPT", StringComparison.Ordinal))
            .Select(record => record.Split(' ')[0]).Take(1)];

    private static Run Start(string farSubnets, bool appliance = false) => new DesignBuilder().Transit()
        .Vpc("far", "10.1.0.0/16").Main("10.0.0.0/16 tgw").Subnet("far-a", "10.1.1.0/24", zone: 'a').Subnet("far-b", "10.1.2.0/24", zone: 'b').Eni("far", "10.1.1.10")
        .Attach("far-attachment", farSubnets, appliance: appliance)
        .Vpc("near").Table("near-main", "10.1.0.0/16 tgw").Subnet("near-a", "10.0.1.0/24", zone: 'a', table: "near-main").Subnet("near-b", "10.0.2.0/24", zone: 'b', table: "near-main")
        .Eni("near-1", "10.0.1.10").Eni("near-2", "10.0.2.10").Attach("near-attachment", "near-a near-b").Start();

    // Two spokes in two zones, and between them a VPC with an appliance in each zone.
    private static Run Inspected(bool appliance) => new DesignBuilder().Transit(defaults: false)
        .Vpc("inspection-vpc", "10.1.0.0/16").Table("to-appliance", "0.0.0.0/0 tgw")
        .Subnet("appliance-a", "10.1.1.0/24", zone: 'a', table: "to-appliance").Subnet("appliance-b", "10.1.2.0/24", zone: 'b', table: "to-appliance")
        .Attach("inspection", "appliance-a appliance-b", appliance: appliance)
        .Vpc("one").Table("one-main", "0.0.0.0/0 tgw").Subnet("one-a", "10.0.1.0/24", zone: 'a', table: "one-main").Eni("one", "10.0.1.10").Attach("one-attachment", "one-a")
        .Vpc("two", "10.2.0.0/16").Table("two-main", "0.0.0.0/0 tgw").Subnet("two-b", "10.2.1.0/24", zone: 'b', table: "two-main").Eni("two", "10.2.1.10").Attach("two-attachment", "two-b")
        .TransitTable("spokes", "tgw", "associate one-attachment", "associate two-attachment", "0.0.0.0/0 inspection")
        .TransitTable("inspected", "tgw", "associate inspection", "propagate one-attachment", "propagate two-attachment").Start();
}
