using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary>Regional NAT gateways: how they are shown, and a trace through one.</summary>
public class RegionalNatTests
{
    private const string Template = """
        Resources:
          Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
          Igw: {Type: AWS::EC2::InternetGateway}
          Attached: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
          A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a}}
          B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b}}
          Nat: {Type: AWS::EC2::NatGateway, Properties: {VpcId: !Ref Vpc, AvailabilityMode: regional}}
          Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
          Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
          OfA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
          OfB: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref B, RouteTableId: !Ref Table}}
          Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: hosts}}
          HostA: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A, ImageId: ami-1, SecurityGroupIds: [!Ref Group]}}
          HostB: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref B, ImageId: ami-1, SecurityGroupIds: [!Ref Group]}}
        """;

    [Theory] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": its own route table leads on, and answers come back through it
    [InlineData("HostA")]
    [InlineData("HostB")]
    public void A_trace_goes_through_it_and_back(string host)
    {
        Ran ran = OnDesign("trace", "--design", "{}", "--from", host, "--to", "198.51.100.7:443");
        Assert.Equal(0, ran.Status);
        Assert.Matches(@"gateway +Nat \(nat-[0-9a-f]{17}\) +out; source 10\.0\.[12]\.4:49152 -> ", ran.Out);
        Assert.Matches(@"route table +Nat/route-table \(rtb-[0-9a-f]{17}\) +0\.0\.0\.0/0 -> igw-", ran.Out);
        Assert.Contains($", delivered to {host} (", ran.Out.Split("\nBack: ")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_shown_with_its_zones_and_addresses()
    {
        string[] lines = [.. OnDesign("design", "show", "{}").Out.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        int at = Array.FindIndex(lines, line => line.StartsWith("NAT gateway Nat (nat-", StringComparison.Ordinal));
        Assert.EndsWith(" regional, automatic, route table Nat/route-table", lines[at], StringComparison.Ordinal);
        Assert.Matches(@"^us-east-1a \d+\.\d+\.\d+\.\d+$", lines[at + 1]);
        Assert.Matches(@"^us-east-1b \d+\.\d+\.\d+\.\d+$", lines[at + 2]);
        JsonElement gateway = JsonDocument.Parse(OnDesign("design", "show", "{}", "--format", "json").Out).RootElement.GetProperty("vpcs")[0].GetProperty("nat-gateways")[0];
        Assert.Equal(("us-east-1a", 1), (gateway.GetProperty("zones")[0].GetProperty("zone").GetString(), gateway.GetProperty("zones")[0].GetProperty("addresses").GetArrayLength()));
    }

    [Theory]
    [InlineData("svg")]
    [InlineData("dot")]
    [InlineData("mermaid")]
    public void It_is_drawn_at_the_VPC(string format) => Assert.Contains("regional NAT gateway", OnDesign("design", "show", "{}", "--format", format).Out, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_sent_from_it() => OnDesign("trace", "--design", "{}", "--from", "Nat", "--to", "HostA").IsUnusable("Nat is a NAT gateway and sends nothing by itself");

    private static Ran OnDesign(params string[] args)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("design.yaml", Template);
        return Ran.InProcess([.. args.Select(word => word == "{}" ? file : word)]);
    }
}
