using VpcSim.Model.Designs;
using VpcSim.Model.Transit;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>What is a resource of its own and belongs to another: policies of roles that deliver flow logs and of endpoints, peerings of transit gateways.</summary>
public class AttachedResourceTests
{
    private const string Trust = """{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"vpc-flow-logs.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}""";

    private const string Vpc = "aws_vpc.v|vpc-1|\"cidr_block\": \"10.0.0.0/16\"";

    [Theory]
    [InlineData("logs:*", "aws_iam_role_policy_attachment", "\"role\": \"deliver\"", null)]
    [InlineData("logs:*", "aws_iam_policy_attachment", "\"roles\": [\"deliver\"]", null)]
    [InlineData("s3:*", "aws_iam_role_policy_attachment", "\"role\": \"deliver\"", "Access error")]
    [InlineData("logs:*", "aws_iam_role_policy_attachment", "\"role\": \"another\"", "Access error")]
    public void A_role_may_do_what_the_policies_attached_to_it_allow(string action, string attachment, string role, string? error)
    {
        Design design = Templates.Succeeded(Plans.State(Vpc,
            $"aws_iam_role.r|deliver|\"name\": \"deliver\", \"arn\": \"arn:aws:iam::123456789012:role/deliver\", \"assume_role_policy\": \"{Trust}\"",
            $$"""aws_iam_policy.p|arn:aws:iam::123456789012:policy/p|"name": "p", "arn": "arn:aws:iam::123456789012:policy/p", "policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"{{action}}\",\"Resource\":\"*\"}]}" """,
            $"{attachment}.a|a|{role}, \"policy_arn\": \"arn:aws:iam::123456789012:policy/p\"",
            "aws_flow_log.f|fl-1|\"vpc_id\": \"vpc-1\", \"traffic_type\": \"ALL\", \"log_group_name\": \"flows\", \"iam_role_arn\": \"arn:aws:iam::123456789012:role/deliver\"")).Design;
        Assert.Equal(error, design.FlowLogs.Single().DeliverLogsErrorMessage);
    }

    [Fact]
    public void An_endpoint_has_the_policy_that_is_written_apart_from_it()
    {
        const string policy = """{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}""";
        Design design = Templates.Succeeded(Plans.State(Vpc,
            "aws_vpc_endpoint.e|vpce-1|\"vpc_id\": \"vpc-1\", \"service_name\": \"com.amazonaws.us-east-1.s3\", \"vpc_endpoint_type\": \"Gateway\"",
            $"aws_vpc_endpoint_policy.p|vpce-1|\"vpc_endpoint_id\": \"vpce-1\", \"policy\": \"{policy}\"")).Design;
        Assert.Contains("Deny", design.VpcEndpoints.Single().PolicyDocument, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_transit_gateways_are_joined_by_a_peering_attachment()
    {
        Design design = Templates.Succeeded(Plans.State("aws_ec2_transit_gateway.a|tgw-1|", "aws_ec2_transit_gateway.b|tgw-2|",
            "aws_ec2_transit_gateway_peering_attachment.p|tgw-attach-1|\"transit_gateway_id\": \"tgw-1\", \"peer_transit_gateway_id\": \"tgw-2\", \"peer_region\": \"us-east-1\"")).Design;
        Assert.Contains(design.TransitGatewayAttachments, attachment => attachment is { Id: "tgw-attach-1", TransitGatewayId: "tgw-1", Kind: TransitAttachmentKind.Peering, ResourceId: "tgw-2" });
    }
}
