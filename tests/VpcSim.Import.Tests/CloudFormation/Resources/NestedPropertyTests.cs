using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>Words of nested objects, of the metadata's lists, and numbers of things: a mistake is one error at its place.</summary>
public class NestedPropertyTests
{
    private const string Gateway = "Tgw: {Type: 'AWS::EC2::TransitGateway'}\n";

    [Theory]
    [InlineData("E: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, ConnectionTrackingSpecification: {Udp: 30}}}", "ConnectionTrackingSpecification/Udp")]
    [InlineData("I: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet, MetadataOptions: {HttpEndpoints: disabled}}}", "MetadataOptions/HttpEndpoints")]
    [InlineData(Gateway + "A: {Type: 'AWS::EC2::TransitGatewayVpcAttachment', Properties: {TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet], Options: {ApplianceMode: enable}}}", "Options/ApplianceMode")]
    [InlineData("F: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', DestinationOptions: {Format: parquet}}}", "DestinationOptions/Format")]
    public void A_word_that_a_nested_object_does_not_have_is_an_error_that_lists_those_it_has(string resources, string path)
    {
        ImportError error = Templates.Error(resources);
        Assert.Equal("Template.UnsupportedProperty", error.Code);
        Assert.StartsWith($"Encountered unsupported property {path}; there are ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_things_is_not_negative() =>
        Assert.Contains("-1", Templates.Error("E: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, Ipv4PrefixCount: -1}}").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[{Name: Dx, Prefixes: [172.16.0.0/16]}, {Name: Dx}]", "Dx twice")]
    [InlineData("[{Name: Dx, Prefix: [172.16.0.0/16]}]", "DirectConnectGateways/0/Prefix is unknown")]
    public void A_Direct_Connect_gateway_of_a_transit_gateway_is_named_once_and_in_known_words(string gateways, string said) =>
        Assert.Contains(said, Templates.Error($"Tgw: {{Type: 'AWS::EC2::TransitGateway', Metadata: {{VpcSim: {{DirectConnectGateways: {gateways}}}}}}}").Message, StringComparison.Ordinal);

    [Fact]
    public void A_subnet_is_named_once_in_an_attachment() =>
        Assert.Equal("DuplicateSubnetsInSameZone", Templates.Error(
            Gateway + "A: {Type: 'AWS::EC2::TransitGatewayVpcAttachment', Properties: {TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet, !Ref Subnet]}}").Code);

    [Theory]
    [InlineData("{Announces: [{Prefix: 192.168.0.0/16}]}", "")]
    [InlineData("{}", "bgp-prefixes-unknown")]
    [InlineData("{Announces: []}", "")]
    public void Unknown_prefixes_of_a_VPN_connection_at_a_transit_gateway_are_one_finding(string words, string code)
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Gateway + $$$"""
            Cgw: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: 65000, IpAddress: 198.51.100.1}}
            Vpn: {Type: 'AWS::EC2::VPNConnection', Metadata: {VpcSim: {{{words}}}}, Properties: {Type: ipsec.1, CustomerGatewayId: !Ref Cgw, TransitGatewayId: !Ref Tgw}}
            """));
        Assert.Equal(code, string.Join(' ', result.Findings.Select(finding => finding.Code)));
    }

    [Fact]
    public void Metadata_with_the_name_in_another_case_is_an_error_not_silence() =>
        Assert.Contains("write VpcSim", Templates.Error("Igw: {Type: 'AWS::EC2::InternetGateway', Metadata: {vpcsim: {Settings: {}}}}").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("LogDestinationType: s3", "LogDestination can't be empty")]
    [InlineData("LogDestinationType: s3, LogDestination: bucket", "Value (bucket)")]
    [InlineData("LogDestinationType: s3, LogDestination: 'arn:aws:s3:::'", "Value (arn:aws:s3:::)")]
    [InlineData("LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', DeliverLogsPermissionArn: arn", "not applicable for s3 delivery")]
    [InlineData("LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', LogGroupName: g", "LogGroupName is not applicable")]
    [InlineData("LogDestinationType: kinesis-data-firehose, LogDestination: 'arn:aws:s3:::b'", "Value (arn:aws:s3:::b)")]
    [InlineData("DeliverLogsPermissionArn: arn", "by LogDestination or by LogGroupName")]
    [InlineData("LogGroupName: g", "DeliverLogsPermissionArn can't be empty")]
    public void A_flow_log_whose_destination_is_missing_or_of_another_kind_is_an_error(string properties, string said) =>
        Assert.Contains(said, Templates.Error($"F: {{Type: 'AWS::EC2::FlowLog', Properties: {{ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, {properties}}}}}").Message, StringComparison.Ordinal);

    [Theory] // EC2 API, "CreateFlowLogs", TrafficType: ACCEPT, REJECT or ALL
    [InlineData("all")]
    [InlineData("Accept")]
    [InlineData("2")]
    public void A_traffic_type_in_other_letters_is_an_error(string type) => Assert.Contains(
        $"Value ({type}) for parameter TrafficType is invalid",
        Templates.Error($"F: {{Type: 'AWS::EC2::FlowLog', Properties: {{ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: '{type}', LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b'}}}}").Message,
        StringComparison.Ordinal);

    [Theory] // EC2 API, "CreateFlowLogs", LogFormat and "DestinationOptionsRequest": what AWS says to other forms is not documented
    [InlineData("LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', LogFormat: 'srcaddr dstaddr'", "log-format-bare")]
    [InlineData("LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', LogFormat: '${srcaddr} ${dstaddr}'", null)]
    [InlineData("LogGroupName: g, DeliverLogsPermissionArn: arn, DestinationOptions: {FileFormat: parquet}", "destination-options-unused")]
    [InlineData("LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', DestinationOptions: {FileFormat: parquet}", null)]
    public void What_AWS_may_refuse_of_a_flow_log_is_a_finding(string properties, string? code)
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc($"F: {{Type: 'AWS::EC2::FlowLog', Properties: {{ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, {properties}}}}}"));
        Assert.Equal(code, result.Findings.Select(static finding => finding.Code).FirstOrDefault(static one => one is "log-format-bare" or "destination-options-unused"));
    }

    [Fact]
    public void A_destination_of_its_kind_is_none()
    {
        Design design = Templates.Design("""
            S: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws-cn:s3:::b/f/'}}
            K: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: kinesis-data-firehose, LogDestination: 'arn:aws:firehose:us-east-1:123456789012:deliverystream/d'}}
            """);
        Assert.Equal(2, design.FlowLogs.Length);
    }

    [Fact]
    public void A_log_format_is_judged_by_whom_the_import_is_told()
    {
        ImportResult result = Templates.Load(
            $"Resources:\n{Templates.VpcAndSubnet}  F: {{Type: 'AWS::EC2::FlowLog', Properties: {{ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', LogFormat: nonsense}}}}\n",
            new ImportOptions { LogFormatProblem = format => $"no {format}" });
        ImportError error = Assert.Single(result.Errors);
        Assert.Equal(("InvalidParameter", "F"), (error.Code, error.Resource));
        Assert.EndsWith("no nonsense", error.Message, StringComparison.Ordinal);
    }
}
