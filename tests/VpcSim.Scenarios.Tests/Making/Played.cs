using System.Collections.Immutable;
using VpcSim.Scenarios.Suites;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>A scenario of a test, written beside the design that it is played on.</summary>
internal sealed class Played : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="design">A CloudFormation template; empty for <see cref="TwoSubnets"/>.</param>
    public Played(string design = TwoSubnets) => _folder.Write("template.yaml", design);

    /// <summary>A VPC with a web server that the internet reaches at 80 and 443, and a database that only the web server reaches at 5432.</summary>
    public const string TwoSubnets = """
        Resources:
          Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
          Public: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24 } }
          Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.2.0/24 } }
          Gateway: { Type: AWS::EC2::InternetGateway }
          Attachment: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Net, InternetGatewayId: !Ref Gateway } }
          Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Net } }
          Default: { Type: AWS::EC2::Route, DependsOn: Attachment, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway } }
          Association: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Public, RouteTableId: !Ref Table } }
          WebSg:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: web
              VpcId: !Ref Net
              SecurityGroupIngress:
                - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
                - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
          DbSg:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: database
              VpcId: !Ref Net
              SecurityGroupIngress: [ { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref WebSg } ]
          Web: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.10, GroupSet: [ !Ref WebSg ] } }
          Database: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref Private, PrivateIpAddress: 10.0.2.10, GroupSet: [ !Ref DbSg ] } }
          Address: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
          AddressAssociation:
            Type: AWS::EC2::EIPAssociation
            DependsOn: Attachment
            Properties: { AllocationId: !GetAtt Address.AllocationId, NetworkInterfaceId: !Ref Web }
        """;

    /// <summary>Two hosts on the internet, and what runs on those of <see cref="TwoSubnets"/>.</summary>
    public const string World = """
        design: template.yaml
        world:
          internet: [ { name: customer, address: 198.51.100.7 }, { name: scanner, address: 203.0.113.66 } ]
          services: { Web: [ { tcp: 80, response-bytes: 1000 } ], Database: [ { tcp: 5432 } ] }

        """;

    public string FileOf(string name) => Path.Combine(Path.GetDirectoryName(_folder.Write("template.probe", ""))!, name);

    public TestedScenario Test(string text, SuiteOptions? options = null)
    {
        ImmutableArray<TestedScenario>.Builder tested = ImmutableArray.CreateBuilder<TestedScenario>();
        Suite.Test([_folder.Write("scenario.yaml", text)], options ?? new SuiteOptions(), tested.Add, TestContext.Current.CancellationToken);
        return Assert.Single(tested);
    }

    /// <summary>What failed of a scenario that can be used, each as <c>expected: failure</c>.</summary>
    public string[] Failures(string text)
    {
        TestedScenario tested = Test(text);
        Assert.Empty(tested.Problems);
        return [.. tested.Failures.Select(static failure => $"{failure.Expected}: {failure.Failure}")];
    }

    public void Dispose() => _folder.Dispose();
}
