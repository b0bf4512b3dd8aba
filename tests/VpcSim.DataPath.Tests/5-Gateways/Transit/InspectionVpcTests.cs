namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>Between the spokes <c>one</c> in zone a and <c>two</c> in zone b: a VPC with an appliance in each zone, through which the transit gateway sends all.</summary>
public class InspectionVpcTests
{
    private const string One = "10.0.1.10", Two = "10.2.1.10";

    [Fact] // Transit Gateway guide, "Appliance in a shared services VPC": there and back through one appliance, recorded at eight interfaces
    public void Traffic_between_spokes_passes_one_appliance_both_ways()
    {
        Run run = Start(appliance: true);
        var met = new SortedSet<string>(StringComparer.Ordinal);
        for (ushort port = 40000; port < 40020; port++)
        {
            Sent there = run.Send(Tcp.Syn(One, Two, 443, sourcePort: port)).ShouldBeDelivered(to: "two");
            string zone = ApplianceOf(there)[^1..];
            there.ShouldBeRecorded("one egress ACCEPT", "one-attachment/one-a ingress ACCEPT", $"inspection/transit-{zone} egress ACCEPT", $"appliance-{zone} ingress ACCEPT",
                $"appliance-{zone} egress ACCEPT", $"inspection/transit-{zone} ingress ACCEPT", "two-attachment/two-b egress ACCEPT", "two ingress ACCEPT");
            Assert.Equal(ApplianceOf(there), ApplianceOf(run.Reply().ShouldBeDelivered(to: "one")));
            met.Add(zone);
        }
        Assert.Equal(["a", "b"], met);
    }

    [Fact] // Transit Gateway guide, "Appliance in a shared services VPC": without appliance mode the answer comes to the other zone's appliance, which does not know it
    public void Without_appliance_mode_a_stateful_appliance_drops_the_answer()
    {
        Run run = Start(appliance: false);
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDelivered(to: "two");
        run.Reply().ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "appliance-b");
    }

    [Fact] // the same, on the fast path
    public void The_next_packets_go_the_same_way()
    {
        Run run = Start(appliance: true), walking = Start(appliance: true, remembers: false);
        foreach (Run each in (Run[])[run, walking])
        {
            each.Send(Tcp.Syn(One, Two, 443)).ShouldBeDelivered(to: "two");
            each.Reply().ShouldBeDelivered(to: "one");
            each.Send(Tcp.Data(One, Two, 443)).ShouldBeDelivered(to: "two");
        }
        string[] walked = [.. walking.Send(Tcp.Data(One, Two, 443)).AddressedRecords];
        run.Send(Tcp.Data(One, Two, 443)).ShouldBeRecorded(walked);
    }

    private static string ApplianceOf(Sent sent) => sent.Records.Single(record => record.StartsWith("appliance-", StringComparison.Ordinal) && record.Contains("ingress", StringComparison.Ordinal)).Split(' ')[0];

    // The appliances let in what the first spoke opens, and track it.
    private static Run Start(bool appliance, bool remembers = true) => new DesignBuilder().Transit(defaults: false)
        .Vpc("inspection-vpc", "10.1.0.0/16").Table("back", "10.0.0.0/16 tgw", "10.2.0.0/16 tgw")
        .Subnet("inside-a", "10.1.1.0/24", zone: 'a', table: "back").Subnet("inside-b", "10.1.2.0/24", zone: 'b', table: "back")
        .Group("inspects", "in tcp 443 from 10.0.0.0/16", "out tcp 443 to 10.2.0.0/16")
        .Eni("appliance-a", "10.1.1.10", "inspects", check: false).Eni("appliance-b", "10.1.2.10", "inspects", check: false)
        .Table("to-a", "0.0.0.0/0 appliance-a").Table("to-b", "0.0.0.0/0 appliance-b")
        .Subnet("transit-a", "10.1.9.0/28", zone: 'a', table: "to-a").Subnet("transit-b", "10.1.9.16/28", zone: 'b', table: "to-b")
        .Attach("inspection", "transit-a transit-b", appliance: appliance)
        .Vpc("one").Table("one-main", "0.0.0.0/0 tgw").Subnet("one-a", "10.0.1.0/24", zone: 'a', table: "one-main").Eni("one", One).Attach("one-attachment", "one-a")
        .Vpc("two", "10.2.0.0/16").Table("two-main", "0.0.0.0/0 tgw").Subnet("two-b", "10.2.1.0/24", zone: 'b', table: "two-main").Eni("two", Two).Attach("two-attachment", "two-b")
        .TransitTable("spokes", "tgw", "associate one-attachment", "associate two-attachment", "0.0.0.0/0 inspection")
        .TransitTable("inspected", "tgw", "associate inspection", "propagate one-attachment", "propagate two-attachment").Start(remembers: remembers);
}
