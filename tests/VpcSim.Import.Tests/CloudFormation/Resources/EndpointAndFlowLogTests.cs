using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class EndpointAndFlowLogTests
{
    [Fact] // CloudFormation guide, "AWS::EC2::VPCEndpoint": the type is Gateway by default
    public void A_gateway_endpoint_has_its_route_tables()
    {
        Design design = Templates.Design("""
            T: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
            E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3', RouteTableIds: [!Ref T]}}
            """);
        VpcEndpoint endpoint = Assert.Single(design.VpcEndpoints);
        Assert.Equal((EndpointType.Gateway, "com.amazonaws.us-east-1.s3"), (endpoint.Type, endpoint.ServiceName));
        Assert.Equal([design.RouteTables.Single(t => t.Name == "T").Id], endpoint.RouteTableIds);
    }

    [Fact]
    public void An_interface_endpoint_has_subnets_groups_and_private_DNS()
    {
        Design design = Templates.Design("""
            G: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: g}}
            E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.ssm, SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref G], PrivateDnsEnabled: false}}
            """);
        VpcEndpoint endpoint = Assert.Single(design.VpcEndpoints);
        Assert.Equal((EndpointType.Interface, false, 1), (endpoint.Type, endpoint.PrivateDnsEnabled, endpoint.NetworkInterfaceIds.Length));
        Assert.Equal(design.Subnets[0].Id, endpoint.SubnetIds.Single());
        Assert.Equal(design.SecurityGroups.Single(g => g.Name == "G").Id, endpoint.SecurityGroupIds.Single());
    }

    [Theory] // AWS PrivateLink guide, "Quotas": 20,480 characters, which include white space
    [InlineData(20_480, true)]
    [InlineData(20_481, false)]
    public void An_endpoint_policy_has_20480_characters_at_most(int length, bool allowed)
    {
        string around = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:*"],"Resource":""}]}""";
        string resource = new('x', length - around.Length);
        string policy = $"{{Version: '2012-10-17', Statement: [{{Effect: Allow, Principal: '*', Action: ['s3:*'], Resource: '{resource}'}}]}}";
        ImportResult result = Templates.WithVpc(
            $"E: {{Type: 'AWS::EC2::VPCEndpoint', Properties: {{VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, PolicyDocument: {policy}}}}}");
        Assert.Equal(allowed ? [] : ["ResourceLimitExceeded"], result.Errors.Select(error => error.Code));
    }

    [Theory] // AWS PrivateLink guide, "Gateway endpoints": for Amazon S3 and DynamoDB of the same region
    [InlineData("ServiceName: com.amazonaws.us-east-1.ssm")]
    [InlineData("ServiceName: com.amazonaws.eu-west-1.s3")]
    [InlineData("ServiceName: com.amazonaws.us-east-1.s3, VpcEndpointType: Gatway")]
    public void An_endpoint_that_AWS_refuses_is_an_error(string properties) =>
        Assert.Equal("E", Templates.Error($"E: {{Type: 'AWS::EC2::VPCEndpoint', Properties: {{VpcId: !Ref Vpc, {properties}}}}}").Resource);

    [Fact]
    public void What_stands_behind_a_Gateway_Load_Balancer_endpoint_is_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            Service: {Type: 'AWS::EC2::VPCEndpointService', Properties: {GatewayLoadBalancerArns: [arn]}}
            E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, VpcEndpointType: GatewayLoadBalancer, ServiceName: !Sub 'com.amazonaws.vpce.us-east-1.${Service}', SubnetIds: [!Ref Subnet]}}
            """));
        Assert.Equal(InterfaceKind.GatewayLoadBalancerEndpoint, Assert.Single(result.Design.NetworkInterfaces).Kind);
        Assert.Contains(result.Findings, f => f is { Code: "not-modelled", Resource: "E" });
    }

    [Fact]
    public void An_endpoint_of_another_type_is_left_out_with_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, VpcEndpointType: Resource, ServiceName: x}}"));
        Assert.Empty(result.Design.VpcEndpoints);
        Assert.Contains(result.Findings, f => f is { Code: "not-modelled", Resource: "E" });
    }

    [Fact] // AWS PrivateLink guide, "Control access to VPC endpoints using endpoint policies"
    public void A_policy_is_read_as_JSON_and_refused_where_it_is_none()
    {
        string Endpoint(string policy) => $"E: {{Type: 'AWS::EC2::VPCEndpoint', Properties: {{VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, PolicyDocument: {policy}}}}}";
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Endpoint("{Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*', Action: ['s3:GetObject'], Resource: !Sub 'arn:${AWS::Partition}:s3:::b/*'}]}")));
        Assert.Equal("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::b/*"}]}""",
            result.Design.VpcEndpoints[0].PolicyDocument);
        Assert.Contains(result.Findings, f => f is { Code: "endpoint-policy", Resource: "E" });
        Assert.Equal("InvalidPolicyDocument", Templates.Error(Endpoint("{Statement: [{Effect: Perhaps, Action: '*'}]}")).Code);
        Assert.Equal("InvalidPolicyDocument", Templates.Error(Endpoint("'no JSON'")).Code);
    }

    [Fact] // AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint"
    public void The_names_of_an_interface_endpoint_are_attributes()
    {
        Design design = Templates.Design("""
            E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.ssm, SubnetIds: [!Ref Subnet]}}
            L: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, DeliverLogsPermissionArn: arn, LogGroupName: !Select [1, !GetAtt E.DnsEntries]}}
            """);
        string zonal = design.FlowLogs.Single().LogGroupName!;
        Assert.EndsWith($":{EndpointNames.Zonal(design.VpcEndpoints[0], "us-east-1", design.Subnets[0].AvailabilityZone)}", zonal);
    }

    [Fact]
    public void A_flow_log_to_CloudWatch_has_its_log_group_by_name_or_ARN()
    {
        Design design = Templates.Design("""
            L: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: /vpc/logs}}
            ByName: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: REJECT, DeliverLogsPermissionArn: arn, LogGroupName: !Ref L, MaxAggregationInterval: 60, LogFormat: '${version} ${srcaddr}'}}
            ByArn: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: Subnet, ResourceId: !Ref Subnet, TrafficType: ALL, DeliverLogsPermissionArn: arn, LogDestination: !GetAtt L.Arn}}
            """);
        FlowLog byName = design.FlowLogs[0], byArn = design.FlowLogs[1];
        Assert.Equal((FlowLogResource.Vpc, TrafficType.Reject, 60, "${version} ${srcaddr}", "/vpc/logs"),
            (byName.ResourceType, byName.TrafficType, byName.MaxAggregationIntervalSeconds, byName.LogFormat, byName.LogGroupName));
        Assert.Equal((FlowLogResource.Subnet, TrafficType.All, 600, null, "/vpc/logs", "cloud-watch-logs"),
            (byArn.ResourceType, byArn.TrafficType, byArn.MaxAggregationIntervalSeconds, byArn.LogFormat, byArn.LogGroupName, byArn.DestinationType));
    }

    [Fact]
    public void A_flow_log_of_an_interface_to_S3_has_its_bucket()
    {
        FlowLog log = Templates.Design("""
            B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: logs}}
            Eni: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet}}
            F: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: NetworkInterface, ResourceId: !Ref Eni, TrafficType: ACCEPT, LogDestinationType: s3, LogDestination: !GetAtt B.Arn}}
            """).FlowLogs.Single();
        Assert.Equal((FlowLogResource.NetworkInterface, TrafficType.Accept, "s3", "arn:aws:s3:::logs", null), (log.ResourceType, log.TrafficType, log.DestinationType, log.Destination, log.LogGroupName));
    }

    [Theory]
    [InlineData("ResourceType: Vpc, ResourceId: !Ref Vpc, TrafficType: ALL", "InvalidParameterValue")]
    [InlineData("ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: SOME", "InvalidParameterValue")]
    [InlineData("ResourceType: VPC, ResourceId: !Ref Vpc", "Template.MissingProperty")]
    [InlineData("ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, MaxAggregationInterval: 61", "InvalidParameter")]
    [InlineData("ResourceType: VPC, ResourceId: !Ref Subnet, TrafficType: ALL", "InvalidVpcID.NotFound")]
    public void A_flow_log_that_AWS_refuses_is_an_error(string properties, string code) =>
        Assert.Equal(code, Templates.Error($"F: {{Type: 'AWS::EC2::FlowLog', Properties: {{LogGroupName: l, DeliverLogsPermissionArn: arn, {properties}}}}}").Code);

    [Fact]
    public void Kinds_that_are_not_modelled_are_one_finding_each_with_count_and_names()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            R1: {Type: 'AWS::IAM::Role'}
            Bucket: {Type: 'AWS::S3::Bucket'}
            R2: {Type: 'AWS::IAM::Role'}
            """));
        Assert.Equal(["AWS::IAM::Role (2: R1, R2)", "AWS::S3::Bucket (1: Bucket)"], result.Findings.Select(f => f.Message));
        Assert.Equal("template.yaml:8:3", result.Findings[0].Place);
    }

    [Fact]
    public void Strict_mode_makes_errors_of_findings()
    {
        const string Text = "Resources:\n  R: {Type: 'AWS::IAM::Role'}\n";
        Assert.True(Templates.Load(Text).Succeeded);
        ImportResult strict = Templates.Load(Text, new ImportOptions { Strict = true });
        Assert.Equal(("Finding.not-modelled", "R", "template.yaml:2:3"), (Assert.Single(strict.Errors).Code, strict.Errors[0].Resource, strict.Errors[0].Place));
        Assert.Single(strict.Findings);
    }
}
