using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

/// <summary>A VPC with two public and two private subnets in two zones, a group for each tier, and what a test puts into it.</summary>
internal static class Network
{
    private const string Resources = """
          Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
          Igw: {Type: 'AWS::EC2::InternetGateway'}
          IgwA: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
          PublicA: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a}}
          PublicB: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b}}
          PrivateA: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.11.0/24, AvailabilityZone: us-east-1a}}
          PrivateB: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.12.0/24, AvailabilityZone: us-east-1b}}
          Web: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: web}}
          Data: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: data}}
          DbSubnets: {Type: 'AWS::RDS::DBSubnetGroup', Properties: {DBSubnetGroupDescription: d, SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}

        """;

    public static ImportResult Load(string resources, params string[] parameters) => Templates.Load(Text(resources), parameters);

    /// <summary>With parameters, which stand before the resources.</summary>
    public static string Text(string resources) =>
        $"Parameters: {{Size: {{Type: Number, Default: 3}}, Stored: {{Type: 'AWS::SSM::Parameter::Value<String>', Default: /size}}}}\nResources:\n{Resources}"
        + string.Join('\n', resources.Split('\n').Select(line => $"  {line}")) + "\n";

    public static Design Design(string resources, params string[] parameters) => Templates.Succeeded(Load(resources, parameters)).Design;

    /// <summary>The interfaces of a workload, as <c>Alb/PublicA in PublicA: Web</c>, groups by name.</summary>
    public static string[] InterfacesOf(this Design design, string workload) =>
    [
        .. design.Workloads.Single(known => known.Name == workload).NetworkInterfaceIds.Select(id => design.NetworkInterfaces.Single(eni => eni.Id == id)).Select(eni =>
            $"{eni.Name} in {design.Subnets.Single(subnet => subnet.Id == eni.SubnetId).Name}: "
            + string.Join(", ", eni.SecurityGroupIds.Select(id => design.SecurityGroups.Single(group => group.Id == id).Name))),
    ];

    public static NetworkInterface Eni(this Design design, string name) => design.NetworkInterfaces.Single(eni => eni.Name == name);

    public static string AddressOf(this Design design, string name) => design.Eni(name).PrivateAddresses[0].Address.ToString();

    public static string PortsOf(this Design design, string name) => string.Join(' ', design.Eni(name).ListeningPorts);
}
