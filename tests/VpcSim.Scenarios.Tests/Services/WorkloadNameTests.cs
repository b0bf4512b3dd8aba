using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Services;

/// <summary>What the names of load balancers and databases resolve to, and that steps may name the workload itself.</summary>
public sealed class WorkloadNameTests : IDisposable
{
    private const string Template = """
        Resources:
          Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
          Far: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
          A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
          B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b } }
          C: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Far, CidrBlock: 10.1.1.0/24 } }
          Gateway: { Type: AWS::EC2::InternetGateway }
          Attachment: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Net, InternetGatewayId: !Ref Gateway } }
          Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Net } }
          Default: { Type: AWS::EC2::Route, DependsOn: Attachment, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway } }
          InA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref A, RouteTableId: !Ref Table } }
          InB: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref B, RouteTableId: !Ref Table } }
          Open: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: open, VpcId: !Ref Net, SecurityGroupIngress: [ { IpProtocol: -1, CidrIp: 0.0.0.0/0 } ] } }
          Alb:
            Type: AWS::ElasticLoadBalancingV2::LoadBalancer
            Metadata: { VpcSim: { PrivateIpAddresses: [ 10.0.1.11, 10.0.2.11 ] } }
            Properties: { Name: shop, Subnets: [ !Ref A, !Ref B ], SecurityGroups: [ !Ref Open ] }
          Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Alb, Port: 80, Protocol: HTTP, DefaultActions: [] } }
          Inner:
            Type: AWS::ElasticLoadBalancingV2::LoadBalancer
            Metadata: { VpcSim: { PrivateIpAddresses: [ 10.0.1.12, 10.0.2.12 ] } }
            Properties: { Name: inner, Type: network, Scheme: internal, Subnets: [ !Ref A, !Ref B ] }
          Groups: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: d, SubnetIds: [ !Ref A, !Ref B ] } }
          Db:
            Type: AWS::RDS::DBInstance
            Metadata: { VpcSim: { PrivateIpAddresses: [ 10.0.1.13 ] } }
            Properties: { Engine: postgres, DBInstanceIdentifier: orders, AvailabilityZone: us-east-1a, DBSubnetGroupName: !Ref Groups, VPCSecurityGroups: [ !Ref Open ], PubliclyAccessible: true }
          Web: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref A, PrivateIpAddress: 10.0.1.5, GroupSet: [ !Ref Open ] } }
          Other: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref C, PrivateIpAddress: 10.1.1.5 } }

        """;

    private const string World = """
        design: template.yaml
        world: { internet: [ { name: customer, address: 198.51.100.7 } ] }

        """;

    private readonly Played _played = new(Template);

    [Theory] // ELB API, CreateLoadBalancer, Scheme: an internal load balancer's name is publicly resolvable to the private addresses of its nodes
    [InlineData("Web")]
    [InlineData("Other")]
    [InlineData("customer")]
    public void The_name_of_an_internal_load_balancer_resolves_to_private_addresses_everywhere(string from) =>
        Assert.Empty(Failures($"resolve: {{ from: {from}, name: Inner }}, expect: {{ outcome: answered, address: [ 10.0.1.12, 10.0.2.12 ] }}"));

    [Theory] // the same page: an internet-facing load balancer's name is publicly resolvable to the public addresses of its nodes
    [InlineData("Web")]
    [InlineData("Other")]
    [InlineData("customer")]
    public void The_name_of_an_internet_facing_load_balancer_resolves_to_public_addresses_everywhere(string from)
    {
        string[] addresses = Addresses($"resolve: {{ from: {from}, name: Alb }}");
        Assert.Equal(2, addresses.Length);
        Assert.DoesNotContain(addresses, static address => address.StartsWith("10.", StringComparison.Ordinal));
    }

    [Theory] // RDS API, CreateDBInstance, PubliclyAccessible: the endpoint resolves to the private address within the instance's VPC, from outside to the public one
    [InlineData("Web", true)]
    [InlineData("Other", false)]
    [InlineData("customer", false)]
    public void The_name_of_a_public_database_resolves_to_its_private_address_within_its_VPC_alone(string from, bool isPrivate) =>
        Assert.Equal(isPrivate, Assert.Single(Addresses($"resolve: {{ from: {from}, name: Db }}")) == "10.0.1.13");

    [Fact] // VPC guide, "DNS attributes for your VPC": without DNS support Amazon DNS does not answer; resolvers outside of the VPC do
    public void Without_DNS_support_names_are_known_outside_alone()
    {
        const string Off = "change: { modify-vpc-attribute: { vpc: Net, enable-dns-support: false } } }\n  - { at: 2s, ";
        Assert.Contains("timed-out", Assert.Single(Failures(Off + "resolve: { from: Web, name: Alb }, expect: answered")), StringComparison.Ordinal);
        Assert.Empty(Failures(Off + "resolve: { from: customer, name: Alb }, expect: answered"));
    }

    [Theory]
    [InlineData("connect: { from: customer, to: Alb, port: 80 }, expect: { outcome: connected, via: Gateway }")]
    [InlineData("fetch: { from: customer, url: 'http://Alb/' }, expect: answered")]
    [InlineData("connect: { from: Web, to: Alb/B, port: 80 }, expect: { outcome: connected, not-via: Gateway }")]
    [InlineData("connect: { from: Web, to: Db, port: 5432 }, expect: connected")]
    public void A_step_may_name_the_workload_itself(string step) => Assert.Empty(Failures(step));

    [Fact]
    public void A_name_that_no_workload_has_is_unknown_to_DNS() =>
        Assert.Contains("NXDOMAIN", Assert.Single(Failures("resolve: { from: Web, name: shop-1.us-east-1.elb.amazonaws.com }, expect: answered")), StringComparison.Ordinal);

    public void Dispose() => _played.Dispose();

    private string[] Failures(string step) => _played.Failures($"{World}timeline:\n  - {{ at: 1s, {step} }}\n");

    private string[] Addresses(string step) => [.. _played.Test($"{World}timeline:\n  - {{ at: 1s, {step} }}\n").Result!.Steps.Single().Actions.Single().Values];
}
