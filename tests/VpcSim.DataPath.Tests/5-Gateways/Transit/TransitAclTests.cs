namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>Which network ACLs see what passes a transit gateway. (Transit Gateway guide, "Network ACLs for transit gateways")</summary>
public class TransitAclTests
{
    private const string Near = "10.0.1.10", Far = "10.1.1.10";
    private const string AllIn = "in 100 allow all 0.0.0.0/0", AllOut = "out 100 allow all 0.0.0.0/0";

    [Fact] // Transit Gateway guide, "Network ACLs": different subnets; the gateway subnet's inbound rules see the source of what goes to the gateway
    public void Inbound_rules_of_the_gateways_subnet_see_what_goes_to_it() =>
        Start(nearGateway: ["in 50 deny all 10.0.1.0/24", AllIn, AllOut]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl")
            .ShouldBeRecorded("near egress ACCEPT", "near-attachment/near-t ingress REJECT");

    [Fact] // Transit Gateway guide, "Network ACLs": its outbound rules are not used for what goes to the gateway
    public void Outbound_rules_of_the_gateways_subnet_do_not_see_what_goes_to_it() =>
        Start(nearGateway: [AllIn]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");

    [Fact] // Transit Gateway guide, "Network ACLs": its outbound rules see the destination of what comes from the gateway
    public void Outbound_rules_of_the_gateways_subnet_see_what_comes_from_it() =>
        Start(farGateway: ["out 50 deny all 10.1.1.0/24", AllIn, AllOut]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl")
            .ShouldBeRecorded("near egress ACCEPT", "near-attachment/near-t ingress ACCEPT", "far-attachment/far-t egress REJECT");

    [Fact] // Transit Gateway guide, "Network ACLs": its inbound rules are not used for what comes from the gateway
    public void Inbound_rules_of_the_gateways_subnet_do_not_see_what_comes_from_it() =>
        Start(farGateway: [AllOut]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");

    [Fact] // Transit Gateway guide, "Network ACLs": the instances' subnets filter in both directions
    public void The_instances_subnets_filter_as_ever()
    {
        Start(nearInstance: [AllIn]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("near egress REJECT");
        Start(farInstance: [AllOut]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl")
            .ShouldBeRecorded("near egress ACCEPT", "near-attachment/near-t ingress ACCEPT", "far-attachment/far-t egress ACCEPT", "far ingress REJECT");
    }

    [Theory] // Transit Gateway guide, "Network ACLs": same subnet; what instances send to the gateway is seen by outbound and by inbound rules
    [InlineData("out 50 deny all 10.1.0.0/16", "near egress REJECT")]
    [InlineData("in 50 deny all 10.0.1.0/24", "near egress ACCEPT", "near-attachment/near-a ingress REJECT")]
    public void In_one_subnet_what_goes_to_the_gateway_is_filtered_both_ways(string entry, params string[] records) =>
        Shared(near: [entry, AllIn, AllOut]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded(records);

    [Fact] // Transit Gateway guide, "Network ACLs": same subnet; what comes from the gateway is not evaluated
    public void In_one_subnet_what_comes_from_the_gateway_is_not_filtered() =>
        Shared(far: ["in 50 deny all 0.0.0.0/0", "out 50 deny all 0.0.0.0/0"]).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");

    private static Run Start(string[]? nearInstance = null, string[]? nearGateway = null, string[]? farGateway = null, string[]? farInstance = null)
    {
        DesignBuilder builder = new DesignBuilder().Transit().Vpc("far", "10.1.0.0/16").Main("10.0.0.0/16 tgw");
        builder = Subnet(Subnet(builder, "far-a", "10.1.1.0/24", farInstance), "far-t", "10.1.9.0/28", farGateway).Eni("far", Far).Attach("far-attachment", "far-t");
        builder = builder.Vpc("near").Table("near-main", "10.1.0.0/16 tgw");
        builder = Subnet(Subnet(builder, "near-a", "10.0.1.0/24", nearInstance, "near-main"), "near-t", "10.0.9.0/28", nearGateway, "near-main").Eni("near", Near).Attach("near-attachment", "near-t");
        return builder.Start();
    }

    private static Run Shared(string[]? near = null, string[]? far = null)
    {
        DesignBuilder builder = Subnet(new DesignBuilder().Transit().Vpc("far", "10.1.0.0/16").Main("10.0.0.0/16 tgw"), "far-a", "10.1.1.0/24", far).Eni("far", Far).Attach("far-attachment", "far-a");
        return Subnet(builder.Vpc("near").Table("near-main", "10.1.0.0/16 tgw"), "near-a", "10.0.1.0/24", near, "near-main").Eni("near", Near).Attach("near-attachment", "near-a").Start();
    }

    private static DesignBuilder Subnet(DesignBuilder builder, string name, string cidr, string[]? acl, string? table = null) =>
        (acl is null ? builder : builder.Acl("acl", acl)).Subnet(name, cidr, zone: 'a', table: table, acl: acl is null ? null : "acl");
}
