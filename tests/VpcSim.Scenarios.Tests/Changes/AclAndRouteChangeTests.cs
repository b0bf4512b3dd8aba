using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Entries of network ACLs, routes and associations that change under open connections.</summary>
public class AclAndRouteChangeTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20", Internet = "198.51.100.7";

    [Fact] // EC2 guide, "Security group connection tracking": network ACLs are stateless; one that blocks a direction breaks existing connections
    public void An_entry_that_denies_breaks_existing_connections_at_once()
    {
        Run run = Guarded().Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Send(Tcp.SynAck(Server, Client, 40000, 443)).ShouldBeDelivered();
        run.Do("create-network-acl-entry network-acl=guard rule-number=50 egress=true rule-action=deny protocol=tcp port=1024-65535 cidr=10.0.1.0/24");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "guard", rule: "outbound 50 deny tcp 1024-65535 10.0.1.0/24");
        run.Do("delete-network-acl-entry network-acl=guard rule-number=50 egress=true");
        run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered(to: "client");
    }

    [Fact] // EC2 API, "ReplaceNetworkAclAssociation": changes which network ACL a subnet is associated with
    public void Another_network_ACL_of_the_subnet_judges_from_the_next_packet_on()
    {
        Run run = Guarded().Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Do("replace-network-acl-association subnet=b network-acl=closed");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "closed");
        run.Do("replace-network-acl-association subnet=b network-acl=guard");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
    }

    [Fact] // EC2 API, "CreateNetworkAclEntry": each entry has a number of its own
    public void Entries_are_refused_with_AWSs_codes()
    {
        Design design = Guarded().Complete();
        const string content = "rule-action=deny protocol=tcp port=80 cidr=0.0.0.0/0";
        Assert.Equal("NetworkAclEntryAlreadyExists", design.RefusalOf($"create-network-acl-entry network-acl=guard rule-number=100 {content}"));
        Assert.Equal("InvalidNetworkAclEntry.NotFound", design.RefusalOf($"replace-network-acl-entry network-acl=guard rule-number=101 {content}"));
        Assert.Equal("InvalidNetworkAclEntry.NotFound", design.RefusalOf("delete-network-acl-entry network-acl=guard rule-number=101"));
        Assert.Equal("InvalidParameterValue", design.RefusalOf($"create-network-acl-entry network-acl=guard rule-number=32767 {content}"));
        Assert.Equal("InvalidNetworkAclID.NotFound", design.RefusalOf($"create-network-acl-entry network-acl=gaurd rule-number=5 {content}"));
        Assert.Equal(3, design.After($"create-network-acl-entry network-acl=guard rule-number=101 {content}").NetworkAcls.Single(acl => acl.Name == "guard").Entries.Length);
    }

    [Fact] // EC2 API, "ReplaceRoute": an existing route leads to another target
    public void A_replaced_route_leads_elsewhere_from_the_next_packet_on()
    {
        Run run = Routed().Start();
        run.Send(Tcp.Syn(Server, Internet, 443)).ShouldBeDelivered(to: "igw");
        run.Do("replace-route route-table=private destination=0.0.0.0/0 target=vgw");
        run.Send(Tcp.Data(Server, Internet, 443)).ShouldBeDropped(DropReason.VgwPrefixUnknown);
        run.Do("replace-route route-table=private destination=0.0.0.0/0 target=nat");
        run.Send(Tcp.Data(Server, Internet, 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // EC2 API, "DeleteRoute": the specified route is deleted from the table
    public void A_deleted_route_leads_nowhere()
    {
        Run run = Routed().Start();
        run.Send(Tcp.Syn(Server, Internet, 443)).ShouldBeDelivered(to: "igw");
        run.Do("delete-route route-table=private destination=0.0.0.0/0");
        run.Send(Tcp.Data(Server, Internet, 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "private");
        run.Do("create-route route-table=private destination=0.0.0.0/0 target=nat");
        run.Send(Tcp.Data(Server, Internet, 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // EC2 API, "ReplaceRouteTableAssociation": the subnet uses the routes of the new table
    public void A_subnet_uses_the_routes_of_its_new_table()
    {
        Run run = Routed().Start();
        run.Send(Tcp.Syn(Server, Internet, 443)).ShouldBeDelivered(to: "igw");
        run.Do("replace-route-table-association subnet=b route-table=isolated");
        run.Send(Tcp.Data(Server, Internet, 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "isolated");
    }

    [Fact] // EC2 API, "DisassociateRouteTable": the subnet no longer uses the table's routes but those of the main route table
    public void A_subnet_without_a_table_of_its_own_uses_the_main_one()
    {
        Design design = Routed().Complete();
        string main = design.Vpcs[0].MainRouteTableId!;
        Assert.NotEqual(main, design.Subnets[1].RouteTableId);
        Assert.Equal(main, design.After("disassociate-route-table subnet=b").Subnets[1].RouteTableId);
        Assert.Equal("InvalidAssociationID.NotFound", design.After("disassociate-route-table subnet=b").RefusalOf("disassociate-route-table subnet=b"));
        Assert.Equal("Resource.AlreadyAssociated", design.RefusalOf("associate-route-table subnet=b route-table=isolated"));
        Assert.Equal("rtb-isolated", design.After("disassociate-route-table subnet=b", "associate-route-table subnet=b route-table=isolated").Subnets[1].RouteTableId);
    }

    [Fact] // EC2 API, "Error codes": RouteAlreadyExists, InvalidRoute.NotFound, InvalidRouteTableID.NotFound
    public void Routes_are_refused_with_AWSs_codes()
    {
        Design design = Routed().Complete();
        Assert.Equal("RouteAlreadyExists", design.RefusalOf("create-route route-table=private destination=0.0.0.0/0 target=igw"));
        Assert.Equal("InvalidRoute.NotFound", design.RefusalOf("delete-route route-table=private destination=10.9.0.0/16"));
        Assert.Equal("InvalidParameterValue", design.RefusalOf("replace-route route-table=private destination=10.9.0.0/16 target=igw"));
        Assert.Equal("InvalidParameterValue", design.RefusalOf("delete-route route-table=private destination=10.0.0.0/16"));
        Assert.Equal("InvalidRouteTableID.NotFound", design.RefusalOf("delete-route route-table=privat destination=10.9.0.0/16"));
        Assert.Equal("InvalidGatewayID.NotFound", design.RefusalOf("create-route route-table=private destination=10.9.0.0/16 target=nata"));
        Assert.Equal("InvalidParameterValue", design.RefusalOf("create-route route-table=private destination=169.254.169.0/24 target=nat"));
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": a static route takes precedence over a propagated one to the same destination
    public void A_static_route_takes_the_place_of_the_propagated_one_and_gives_it_back()
    {
        Design design = DesignBuilder.OneSubnet.Vgw().Connection("office", 65001, "announce 192.168.0.0/16").Main("propagate vgw").Eni("web", Client).Eni("appliance", "10.0.1.50", check: false).Complete();
        Assert.Equal(RouteOrigin.EnableVgwRoutePropagation, RouteTo(design).Origin);
        Design written = design.After("create-route route-table=main destination=192.168.0.0/16 target=appliance");
        Assert.Equal("eni-appliance", RouteTo(written).TargetId);
        Assert.Equal("InvalidParameterValue", design.RefusalOf("delete-route route-table=main destination=192.168.0.0/16"));
        Assert.Equal(RouteOrigin.EnableVgwRoutePropagation, RouteTo(written.After("delete-route route-table=main destination=192.168.0.0/16")).Origin);
    }

    [Fact] // EC2 API, "DisableVgwRoutePropagation": the gateway no longer propagates routes to the table
    public void Propagation_ends_and_begins_with_its_switch()
    {
        Run run = DesignBuilder.OneSubnet.Vgw().Connection("office", 65001, "announce 192.168.0.0/16").Main("propagate vgw").Eni("web", Client).Start();
        run.Send(Tcp.Syn(Client, "192.168.5.5", 443)).ShouldBeDelivered(to: "vgw");
        run.Do("disable-vgw-route-propagation route-table=main gateway=vgw");
        run.Send(Tcp.Data(Client, "192.168.5.5", 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "main");
        run.Do("enable-vgw-route-propagation route-table=main gateway=vgw");
        run.Send(Tcp.Data(Client, "192.168.5.5", 443)).ShouldBeDelivered(to: "vgw");
    }

    private static Route RouteTo(Design design) => design.RouteTables.Single(table => table.Name == "main").Routes.Single(route => route.Destination?.ToString() == "192.168.0.0/16");

    private static DesignBuilder Guarded() => DesignBuilder.OneSubnet.Acl("guard", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0").Acl("closed")
        .Subnet("b", "10.0.2.0/24", acl: "guard").Eni("client", Client).Eni("server", Server);

    private static DesignBuilder Routed() => new DesignBuilder().Vpc().InternetGateway().Vgw().Connection("office", 65001, "announce 192.168.0.0/16").Main("0.0.0.0/0 igw")
        .Subnet("a", "10.0.1.0/24").Nat("nat", "a", "10.0.1.100", "203.0.113.100").Table("private", "0.0.0.0/0 nat").Table("isolated")
        .Subnet("b", "10.0.2.0/24", table: "private").Eni("server", Server);
}
