using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Transit;

namespace VpcSim.Model.Tests.Validation;

public class TransitGatewayErrorsTests
{
    [Fact] // EC2 API, CreateTransitGatewayVpcAttachment: one subnet of each Availability Zone
    public void An_attachment_has_one_subnet_of_a_zone()
    {
        Attached("A", "B").Accepted();
        Attached("A", "Beside").Refused("DuplicateSubnetsInSameZone");
    }

    [Fact] // EC2 API, CreateTransitGatewayVpcAttachment
    public void A_VPC_is_attached_to_a_gateway_once() =>
        (Attached("A") with { TransitGatewayAttachments = [Attachment("One", "A"), Attachment("Two", "B")] }).Refused("DuplicateTransitGatewayAttachment");

    [Fact] // Transit Gateway guide, "VPC attachments": a gateway and its VPCs are of one region
    public void A_VPC_is_attached_to_gateways_of_its_own_region() =>
        (Attached("A") with { TransitGateways = [Gateway("Tgw") with { Region = "eu-west-1" }] }).Refused("InvalidVpcID.NotFound");

    [Fact] // EC2 API, "Error codes"
    public void What_an_attachment_names_exists()
    {
        (Attached("A") with { TransitGateways = [] }).Refused("InvalidTransitGatewayID.NotFound");
        Attached("Nowhere").Refused("InvalidSubnetID.NotFound");
        (Attached("A") with { TransitGatewayAttachments = [Attachment("Attachment", "A") with { ResourceId = "vpc-Nowhere" }] }).Refused("InvalidVpcID.NotFound");
    }

    [Fact] // EC2 API, CreateTransitGatewayVpcAttachment: at least one subnet
    public void An_attachment_has_a_subnet() => Attached().Refused("MissingParameter");

    [Fact] // EC2 API, CreateTransitGatewayVpcAttachmentRequestOptions: IPv6 needs subnets that have it
    public void An_attachment_that_supports_IPv6_has_IPv6_subnets() =>
        (Attached("A") with { TransitGatewayAttachments = [Attachment("Attachment", "A") with { Ipv6Support = true }] }).Refused("InvalidParameterValue");

    [Theory] // EC2 API, TransitGatewayRequestOptions
    [InlineData("10.99.0.0/24", true)]
    [InlineData("10.99.0.0/25", false)]
    [InlineData("169.254.0.0/24", false)]
    [InlineData("2001:db8::/64", true)]
    [InlineData("2001:db8::/80", false)]
    public void A_block_of_a_gateway_is_large_enough_and_not_link_local(string block, bool accepted)
    {
        var design = new Design { TransitGateways = [Gateway("Tgw") with { CidrBlocks = [Cidr.Parse(block)] }] };
        if (accepted) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Fact] // EC2 API, AssociateTransitGatewayRouteTable: one route table for an attachment
    public void An_attachment_is_associated_with_one_table()
    {
        Design design = WithTables(new TransitGatewayAssociation("tgw-rtb-One", "tgw-attach-Attachment", "First"));
        design.Accepted();
        (design with { TransitGatewayAssociations = design.TransitGatewayAssociations.Add(new TransitGatewayAssociation("tgw-rtb-Two", "tgw-attach-Attachment", "Second")) })
            .Refused("Resource.AlreadyAssociated");
    }

    [Fact] // EC2 API, EnableTransitGatewayRouteTablePropagation
    public void An_attachment_propagates_to_a_table_once()
    {
        var propagation = new TransitGatewayPropagation("tgw-rtb-One", "tgw-attach-Attachment", "First");
        (WithTables() with { TransitGatewayPropagations = [propagation] }).Accepted();
        (WithTables() with { TransitGatewayPropagations = [propagation, propagation with { Name = "Second" }] }).Refused("TransitGatewayRouteTablePropagation.Duplicate");
    }

    [Fact] // Transit Gateway guide, "Routes for peering attachments": static routes alone
    public void A_peering_propagates_nothing() => (WithTables() with
    {
        TransitGatewayAttachments = [Attachment("Attachment", "A"), Attachment("Peering") with { Kind = TransitAttachmentKind.Peering, ResourceId = "tgw-Elsewhere" }],
        TransitGatewayPropagations = [new TransitGatewayPropagation("tgw-rtb-One", "tgw-attach-Peering", "P")],
    }).Refused("OperationNotPermitted");

    [Fact] // EC2 API, CreateTransitGatewayRoute: one route to a destination, to an attachment of the table's gateway
    public void A_table_has_one_static_route_to_a_destination()
    {
        static Design With(params TransitGatewayRoute[] routes) => WithTables() with { TransitGatewayRouteTables = [Table("One") with { Routes = [.. routes] }] };
        TransitGatewayRoute route = new() { Destination = Cidr.Parse("10.9.0.0/16"), AttachmentId = "tgw-attach-Attachment" };
        With(route).Accepted();
        With(route, route with { AttachmentId = null }).Refused("RouteAlreadyExists");
        With(route with { AttachmentId = "tgw-attach-Nowhere" }).Refused("InvalidTransitGatewayAttachmentID.NotFound");
    }

    [Fact] // Transit Gateway guide, "Route tables": with both defaults off there is no default table
    public void Only_a_gateway_that_uses_it_has_a_default_table()
    {
        Assert.Single(Attached("A").Complete().TransitGatewayRouteTables);
        Design off = (Attached("A") with { TransitGateways = [Gateway("Tgw") with { DefaultRouteTableAssociation = false, DefaultRouteTablePropagation = false }] }).Complete();
        Assert.Empty(off.TransitGatewayRouteTables);
        Assert.Empty(off.TransitGatewayAssociations);
    }

    [Fact]
    public void A_completed_design_completes_to_itself()
    {
        Design once = (Attached("A", "B") with { VpnConnections = [Sample.Vpn("Vpn", "None", isStatic: true, "172.16.0.0/12") with { VpnGatewayId = null, TransitGatewayId = "tgw-Tgw" }] }).Complete();
        Design twice = once.Complete();
        Assert.Equal(once.TransitGatewayRouteTables[0].Routes, twice.TransitGatewayRouteTables[0].Routes);
        Assert.Equal(once.TransitGatewayAttachments, twice.TransitGatewayAttachments);
        Assert.Equal(once.TransitGatewayAssociations, twice.TransitGatewayAssociations);
        Assert.Equal(once.NetworkInterfaces.Select(eni => (eni.Id, eni.PrivateAddresses[0])), twice.NetworkInterfaces.Select(eni => (eni.Id, eni.PrivateAddresses[0])));
    }

    private static TransitGateway Gateway(string name) => new() { Name = name, Id = $"tgw-{name}" };

    private static TransitGatewayRouteTable Table(string name) => new() { Name = name, Id = $"tgw-rtb-{name}", TransitGatewayId = "tgw-Tgw" };

    private static TransitGatewayAttachment Attachment(string name, params string[] subnets) => new()
    {
        Name = name,
        Id = $"tgw-attach-{name}",
        TransitGatewayId = "tgw-Tgw",
        ResourceId = "vpc-Vpc",
        SubnetIds = [.. subnets.Select(subnet => $"subnet-{subnet}")],
    };

    private static Design Attached(params string[] subnets) => new()
    {
        Vpcs = [Sample.Vpc()],
        Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("Beside", "10.0.2.0/24"), Sample.Subnet("B", "10.0.3.0/24", zone: "us-east-1b")],
        TransitGateways = [Gateway("Tgw")],
        TransitGatewayAttachments = [Attachment("Attachment", subnets)],
    };

    private static Design WithTables(params ImmutableArray<TransitGatewayAssociation> associations) => Attached("A") with
    {
        TransitGateways = [Gateway("Tgw") with { DefaultRouteTableAssociation = false, DefaultRouteTablePropagation = false }],
        TransitGatewayRouteTables = [Table("One"), Table("Two")],
        TransitGatewayAssociations = associations,
    };
}
