using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Packets;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>Attachments that Terraform's provider takes out of a transit gateway's default route table, and those that it leaves there.</summary>
public class TransitDefaultTests
{
    [Fact] // Transit Gateway guide, "Route table association": an attachment is associated with no table until one associates it
    public void An_attachment_without_the_default_association_is_in_no_table_and_carries_nothing()
    {
        ImportResult result = Network("\"transit_gateway_default_route_table_association\": false");
        Assert.DoesNotContain(Design(result).TransitGatewayAssociations, association => association.AttachmentId == Attachment(result, "a"));
        Assert.Empty(result.Findings.Where(finding => finding.Code == "not-modelled"));
        Plans.Run(result).Send(Tcp.Syn("10.0.0.10", "10.1.0.10", 80)).ShouldBeDropped(DropReason.TgwAttachMissingTgwRtbAssociation);
    }

    [Fact] // Transit Gateway guide, "Route propagation": without it no route leads to the attachment
    public void An_attachment_without_the_default_propagation_is_not_found()
    {
        ImportResult result = Network("\"transit_gateway_default_route_table_propagation\": false");
        Assert.DoesNotContain(Design(result).TransitGatewayPropagations, propagation => propagation.AttachmentId == Attachment(result, "a"));
        Plans.Run(result).Send(Tcp.Syn("10.1.0.10", "10.0.0.10", 80)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment);
    }

    [Theory]
    [InlineData("association", 1, 2)]
    [InlineData("propagation", 2, 1)]
    public void The_accepter_of_an_attachment_says_the_same(string use, int associations, int propagations)
    {
        Design design = Design(Network("\"dns_support\": \"enable\"",
            $"aws_ec2_transit_gateway_vpc_attachment_accepter.x|tgw-attach-a|\"transit_gateway_attachment_id\": \"tgw-attach-a\", \"transit_gateway_default_route_table_{use}\": false"));
        Assert.Equal((associations, propagations), (design.TransitGatewayAssociations.Length, design.TransitGatewayPropagations.Length));
    }

    [Fact]
    public void An_attachment_of_which_nothing_is_said_has_both_defaults()
    {
        ImportResult result = Network("\"dns_support\": \"enable\"");
        Assert.Equal((2, 2), (Design(result).TransitGatewayAssociations.Length, Design(result).TransitGatewayPropagations.Length));
        Plans.Run(result).Send(Tcp.Syn("10.0.0.10", "10.1.0.10", 80)).ShouldBeDelivered(to: "aws_instance.b");
    }

    [Fact]
    public void A_template_says_it_in_the_metadata()
    {
        ImportResult result = Templates.Load("""
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
              Gateway: {Type: AWS::EC2::TransitGateway}
              Attachment:
                Type: AWS::EC2::TransitGatewayVpcAttachment
                Properties: {VpcId: !Ref Vpc, TransitGatewayId: !Ref Gateway, SubnetIds: [!Ref Subnet]}
                Metadata: {VpcSim: {DefaultRouteTableAssociation: disable}}
            """);
        Assert.Equal((0, 1), (Templates.Succeeded(result).Design.TransitGatewayAssociations.Length, result.Design.TransitGatewayPropagations.Length));
    }

    private static Design Design(ImportResult result) => Templates.Succeeded(result).Design;

    private static string Attachment(ImportResult result, string name) => result.Design.TransitGatewayAttachments.Single(a => a.Name == $"aws_ec2_transit_gateway_vpc_attachment.{name}").Id;

    private static ImportResult Network(string ofA, params string[] more) => Plans.State([
        "aws_ec2_transit_gateway.g|tgw-1|\"default_route_table_association\": \"enable\", \"default_route_table_propagation\": \"enable\"",
        .. Vpc("a", 0, ofA), .. Vpc("b", 1, "\"dns_support\": \"enable\""), .. more,
    ]);

    private static string[] Vpc(string name, int number, string attachment) =>
    [
        $"aws_vpc.{name}|vpc-{name}|\"cidr_block\": \"10.{number}.0.0/16\"",
        $"aws_subnet.{name}|subnet-{name}|\"vpc_id\": \"vpc-{name}\", \"cidr_block\": \"10.{number}.0.0/24\", \"availability_zone\": \"us-east-1a\"",
        $"aws_route_table.{name}|rtb-{name}|\"vpc_id\": \"vpc-{name}\", \"route\": [{{\"cidr_block\": \"10.0.0.0/8\", \"transit_gateway_id\": \"tgw-1\"}}]",
        $"aws_route_table_association.{name}|rtbassoc-{name}|\"subnet_id\": \"subnet-{name}\", \"route_table_id\": \"rtb-{name}\"",
        $"aws_security_group.{name}|sg-{name}|\"vpc_id\": \"vpc-{name}\", \"name\": \"{name}\", \"ingress\": [{{\"protocol\": \"-1\", \"from_port\": 0, \"to_port\": 0, \"cidr_blocks\": [\"0.0.0.0/0\"]}}], \"egress\": [{{\"protocol\": \"-1\", \"from_port\": 0, \"to_port\": 0, \"cidr_blocks\": [\"0.0.0.0/0\"]}}]",
        $"aws_instance.{name}|i-{name}|\"subnet_id\": \"subnet-{name}\", \"private_ip\": \"10.{number}.0.10\", \"vpc_security_group_ids\": [\"sg-{name}\"]",
        $"aws_ec2_transit_gateway_vpc_attachment.{name}|tgw-attach-{name}|\"transit_gateway_id\": \"tgw-1\", \"vpc_id\": \"vpc-{name}\", \"subnet_ids\": [\"subnet-{name}\"], {attachment}",
    ];
}
