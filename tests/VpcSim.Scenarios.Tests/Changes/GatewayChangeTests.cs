using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.Scenarios.Changes;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Gateways, Elastic IPs, endpoints and instances that come and go.</summary>
public class GatewayChangeTests
{
    private const string Web = "10.0.1.10", Server = "10.0.2.20", Customer = "198.51.100.7", Public = "203.0.113.10", S3 = "52.216.1.1";

    [Fact] // EC2 API, "AssociateAddress": an Elastic IP that is associated already moves to the new interface
    public void A_moved_Elastic_IP_leads_to_its_new_interface()
    {
        Run run = Internet().Start();
        run.Send(Tcp.Syn(Customer, Public, 443)).ShouldBeDelivered(to: "web");
        run.Do("associate-address allocation=web-eip network-interface=other");
        run.Send(Tcp.Data(Customer, Public, 443)).ShouldBeDelivered(to: "other");
        run.Send(Tcp.Syn(Web, Customer, 443)).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress);
    }

    [Fact] // EC2 API, "DisassociateAddress": the Elastic IP is taken from its interface
    public void A_disassociated_Elastic_IP_leads_nowhere()
    {
        Run run = Internet().Start();
        run.Send(Tcp.Syn(Customer, Public, 443)).ShouldBeDelivered(to: "web");
        run.Do("disassociate-address allocation=web-eip");
        run.Send(Tcp.Syn(Web, Customer, 443)).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress);
        run.Do("associate-address allocation=web-eip network-interface=web");
        run.Send(Tcp.Syn(Web, Customer, 443, sourcePort: 40001)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // EC2 API, "AssociateAddress": an Elastic IP that the interface had is disassociated and stays allocated
    public void An_Elastic_IP_that_the_interface_had_is_set_free()
    {
        Design design = Internet().Complete().After("allocate-address name=spare", "associate-address allocation=spare network-interface=web");
        Assert.Null(design.ElasticIps.Single(elasticIp => elasticIp.Name == "web-eip").NetworkInterfaceId);
        Assert.Equal(design.ElasticIps.Single(elasticIp => elasticIp.Name == "spare").PublicAddress, design.NetworkInterfaces.Single(eni => eni.Name == "web").PrivateAddresses[0].PublicAddress);
    }

    [Fact] // EC2 API, "Error codes": Resource.AlreadyAssociated, InvalidAllocationID.NotFound, InvalidAssociationID.NotFound
    public void Elastic_IPs_are_refused_with_AWSs_codes()
    {
        Design design = Internet().Complete();
        Assert.Equal("Resource.AlreadyAssociated", design.RefusalOf("associate-address allocation=web-eip network-interface=other allow-reassociation=false"));
        Assert.Equal("InvalidAllocationID.NotFound", design.RefusalOf("associate-address allocation=web-epi network-interface=other"));
        Assert.Equal("InvalidNetworkInterfaceID.NotFound", design.RefusalOf("associate-address allocation=web-eip network-interface=ohter"));
        Assert.Equal("InvalidAssociationID.NotFound", design.After("disassociate-address allocation=web-eip").RefusalOf("disassociate-address allocation=web-eip"));
    }

    [Fact] // EC2 API, "DetachInternetGateway": the VPC must not contain running instances with public addresses
    public void An_internet_gateway_is_detached_from_a_VPC_without_public_addresses_alone()
    {
        Design design = Internet().Complete();
        Assert.Equal("DependencyViolation", design.RefusalOf("detach-internet-gateway gateway=igw vpc=vpc"));
        Design detached = design.After("disassociate-address allocation=web-eip", "detach-internet-gateway gateway=igw vpc=vpc");
        Assert.Equal(RouteState.Blackhole, detached.RouteTables.Single(table => table.Name == "main").Routes[^1].State);
        Assert.Equal("Gateway.NotAttached", detached.RefusalOf("detach-internet-gateway gateway=igw vpc=vpc"));
        Assert.Equal(RouteState.Active, detached.After("attach-internet-gateway gateway=igw vpc=vpc").RouteTables.Single(table => table.Name == "main").Routes[^1].State);
    }

    [Fact] // VPC guide, "Route tables": a route is a blackhole when its target does not exist any more
    public void Routes_to_a_deleted_NAT_gateway_are_blackholes()
    {
        Run run = Natted().Start();
        run.Send(Tcp.Syn(Server, Customer, 443)).ShouldBeDelivered(to: "igw");
        run.Do("delete-nat-gateway nat-gateway=nat");
        run.Send(Tcp.Data(Server, Customer, 443)).ShouldBeDropped(DropReason.BadStateRoute, by: "private");
        run.Do("create-nat-gateway name=second subnet=a allocation=nat-eip").Do("replace-route route-table=private destination=0.0.0.0/0 target=second");
        run.Send(Tcp.Syn(Server, Customer, 443, sourcePort: 40001)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // EC2 API, "DeleteNatGateway": its Elastic IP is disassociated and not released
    public void A_deleted_NAT_gateway_leaves_its_Elastic_IP_allocated()
    {
        Design design = Natted().Complete();
        Assert.Equal("OperationNotPermitted", design.RefusalOf("disassociate-address allocation=nat-eip"));
        Design without = design.After("delete-nat-gateway nat-gateway=nat");
        Assert.Null(without.ElasticIps.Single(elasticIp => elasticIp.Name == "nat-eip").NetworkInterfaceId);
        Assert.Equal("NatGatewayNotFound", without.RefusalOf("delete-nat-gateway nat-gateway=nat"));
        Assert.Equal("InvalidParameterValue", without.RefusalOf("create-nat-gateway name=nat subnet=a allocation=nat-eip"));
    }

    [Fact] // EC2 API, "DeleteVpcEndpoints": with a gateway endpoint its routes are deleted
    public void With_a_gateway_endpoint_its_routes_go()
    {
        Run run = Natted().GatewayEndpoint("s3", "s3", "private").Start();
        run.Send(Tcp.Syn(Server, S3, 443)).ShouldBeDelivered(to: "s3");
        run.Do("delete-vpc-endpoints vpc-endpoint=s3");
        run.Send(Tcp.Data(Server, S3, 443)).ShouldBeDelivered(to: "igw");
        run.Do("create-vpc-endpoint name=again vpc=vpc service=s3 route-tables=private");
        run.Send(Tcp.Syn(Server, S3, 443, sourcePort: 40001)).ShouldBeDelivered(to: "again");
        run.Do("modify-vpc-endpoint vpc-endpoint=again remove-route-tables=private");
        run.Send(Tcp.Syn(Server, S3, 443, sourcePort: 40002)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // EC2 API, "DeleteVpcEndpoints": with an interface endpoint its interfaces are deleted
    public void With_an_interface_endpoint_its_interfaces_go()
    {
        Run run = DesignBuilder.TwoSubnets.Group("api", "in tcp 443 from 10.0.0.0/16").Eni("server", Server).InterfaceEndpoint("secrets", "10.0.1.20", "api").Start();
        run.Send(Tcp.Syn(Server, "10.0.1.20", 443)).ShouldBeDelivered(to: "secrets");
        run.Do("delete-vpc-endpoints vpc-endpoint=secrets-endpoint");
        run.Send(Tcp.Data(Server, "10.0.1.20", 443)).ShouldBeDropped(DropReason.NoPossibleDestination);
        Assert.Equal("InvalidVpcEndpointId.NotFound", Assert.Throws<ChangeRefusedException>(() => run.Do("delete-vpc-endpoints vpc-endpoint=secrets-endpoint")).Code);
        run.Do("create-vpc-endpoint name=again vpc=vpc service=secretsmanager type=Interface subnets=a groups=api private-dns-enabled=false");
        run.Send(Tcp.Syn(Server, "10.0.1.4", 443)).ShouldBeDelivered(to: "again/a");
    }

    [Fact] // EC2 API, "DeleteVpcEndpoints": a Gateway Load Balancer endpoint is deleted only when no route leads to it
    public void A_Gateway_Load_Balancer_endpoint_that_a_route_leads_to_is_not_deleted()
    {
        Design design = DesignBuilder.OneSubnet.InspectionEndpoint("inspect", "10.0.1.20").Table("through", "0.0.0.0/0 inspect").Complete();
        Assert.Equal("InvalidParameter", design.RefusalOf("delete-vpc-endpoints vpc-endpoint=inspect-endpoint"));
        Assert.True(design.After("delete-route route-table=through destination=0.0.0.0/0", "delete-vpc-endpoints vpc-endpoint=inspect-endpoint").VpcEndpoints[0].IsDeleted);
    }

    [Fact] // VPC peering guide, "Delete a VPC peering connection": routes to it become blackholes
    public void Routes_to_a_deleted_peering_connection_are_blackholes()
    {
        Run run = Peered(active: true).Start();
        run.Send(Tcp.Syn(Web, "10.1.1.10", 443)).ShouldBeDelivered(to: "far");
        run.Do("delete-vpc-peering-connection vpc-peering-connection=pcx");
        run.Send(Tcp.Data(Web, "10.1.1.10", 443)).ShouldBeDropped(DropReason.BadStateRoute);
    }

    [Fact] // VPC peering guide, "Accept or reject a VPC peering connection": traffic flows once it is active
    public void A_peering_connection_carries_once_it_is_accepted()
    {
        Run run = Peered(active: false).Start();
        run.Send(Tcp.Syn(Web, "10.1.1.10", 443)).ShouldBeDropped(DropReason.BadStateRoute);
        run.Do("accept-vpc-peering-connection vpc-peering-connection=pcx");
        run.Send(Tcp.Syn(Web, "10.1.1.10", 443)).ShouldBeDelivered(to: "far");
    }

    [Fact] // EC2 API, "TerminateInstances": the interface of the launch is deleted with the instance
    public void With_an_instance_the_interface_of_its_launch_goes_and_its_address_is_free()
    {
        Run run = DesignBuilder.OneSubnet.Eni("web", Web).Start();
        run.Do("run-instances name=new subnet=a groups=open-vpc-vpc");
        run.Send(Tcp.Syn(Web, "10.0.1.4", 443)).ShouldBeDelivered(to: "new");
        run.Do("terminate-instances instance=new");
        run.Send(Tcp.Data(Web, "10.0.1.4", 443)).ShouldBeDropped(DropReason.NoPossibleDestination);
        run.Do("run-instances name=newer subnet=a groups=open-vpc-vpc");
        run.Send(Tcp.Syn(Web, "10.0.1.4", 443, sourcePort: 40001)).ShouldBeDelivered(to: "newer");
        Assert.Equal("InvalidInstanceID.NotFound", Assert.Throws<ChangeRefusedException>(() => run.Do("terminate-instances instance=new")).Code);
    }

    [Fact] // EC2 API, "ModifyVpcAttribute": one attribute at a time
    public void The_DNS_attributes_of_a_VPC_are_switched_one_by_one()
    {
        Design design = DesignBuilder.OneSubnet.Eni("web", Web).Complete();
        Assert.False(design.After("modify-vpc-attribute vpc=vpc enable-dns-support=false").Vpcs[0].EnableDnsSupport);
        Assert.True(design.After("modify-vpc-attribute vpc=vpc enable-dns-hostnames=true").Vpcs[0].EnableDnsHostnames);
        Assert.Throws<InvalidOperationException>(() => Changing.Read("modify-vpc-attribute vpc=vpc enable-dns-support=false enable-dns-hostnames=false"));
    }

    [Fact] // EC2 API, "ModifyVpcAttribute": "You can only enable DNS hostnames if you've enabled DNS support"
    public void DNS_hostnames_can_only_be_enabled_where_DNS_support_is()
    {
        Design off = DesignBuilder.OneSubnet.Eni("web", Web).Complete().After("modify-vpc-attribute vpc=vpc enable-dns-support=false");
        Assert.Equal("InvalidParameterValue", off.RefusalOf("modify-vpc-attribute vpc=vpc enable-dns-hostnames=true"));
        Assert.False(off.After("modify-vpc-attribute vpc=vpc enable-dns-hostnames=false").Vpcs[0].EnableDnsHostnames);
        Assert.True(off.After("modify-vpc-attribute vpc=vpc enable-dns-support=true").After("modify-vpc-attribute vpc=vpc enable-dns-hostnames=true").Vpcs[0].EnableDnsHostnames);
    }

    private static DesignBuilder Internet() => DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: Public).Eni("other", "10.0.1.11");

    private static DesignBuilder Natted() => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24")
        .Nat("nat", "a", "10.0.1.100", "203.0.113.100").Table("private", "0.0.0.0/0 nat").Subnet("b", "10.0.2.0/24", table: "private").Eni("server", Server);

    private static DesignBuilder Peered(bool active) => new DesignBuilder().Vpc("near", "10.0.0.0/16").Vpc("far", "10.1.0.0/16").Peering("pcx", "near", "far", active)
        .In("near").Main("10.1.0.0/16 pcx").Subnet("a", "10.0.1.0/24").Eni("web", Web).In("far").Table("back", "10.0.0.0/16 pcx").Subnet("b", "10.1.1.0/24", table: "back").Eni("far", "10.1.1.10");
}
