using VpcSim.DataPath;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Captures beside an appliance through which the subnets of client and server lead to each other.</summary>
public class ForwardedCopyTests
{
    private const string Client = "10.0.1.10:40000", Server = "10.0.2.10:443";

    private const string Inspection = """
        Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
        A: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
        B: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24}}
        M: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24}}
        Open:
          Type: AWS::EC2::SecurityGroup
          Properties: {GroupDescription: open, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: -1, CidrIp: 10.0.0.0/16}]}
        Client: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref A, PrivateIpAddress: 10.0.1.10, SecurityGroupIds: [!Ref Open]}}
        Server: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref B, PrivateIpAddress: 10.0.2.10, SecurityGroupIds: [!Ref Open]}}
        Firewall: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref M, PrivateIpAddress: 10.0.3.10, SourceDestCheck: false, SecurityGroupIds: [!Ref Open]}}
        OfA: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
        OfB: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
        ToB: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref OfA, DestinationCidrBlock: 10.0.2.0/24, InstanceId: !Ref Firewall}}
        ToA: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref OfB, DestinationCidrBlock: 10.0.1.0/24, InstanceId: !Ref Firewall}}
        AssociationA: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref A, RouteTableId: !Ref OfA}}
        AssociationB: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref B, RouteTableId: !Ref OfB}}
        """;

    private static readonly Trial Design = Trial.Of(Inspection);

    [Fact]
    public void A_packet_captured_before_and_behind_the_appliance_is_logged_once()
    {
        Replayed result = Design.Run(new Capture().Add(
            Frame.Tcp(Client, Server, "S"), Frame.Tcp(Client, Server, "S", ttl: 63), Frame.Tcp(Server, Client, "S."), Frame.Tcp(Server, Client, "S.", ttl: 63)));

        Assert.Equal(("delivered 4", 2), (result.Outcomes, result.Summary.ForwardedCopies));
        Assert.Equal(4, result.SeenOf(1).Length);
        Assert.Empty(result.SeenOf(2));
        Assert.Equal(4, result.SeenOf(3).Length);
        Assert.Empty(result.SeenOf(4));
    }

    [Fact] // the contrast: the same TTL is the sender's own repetition
    public void A_repetition_by_the_sender_is_logged_again()
    {
        Replayed result = Design.Run(new Capture().Add(Frame.Tcp(Client, Server, "S"), Frame.Tcp(Client, Server, "S")));

        Assert.Equal(("delivered 2", 0), (result.Outcomes, result.Summary.ForwardedCopies));
        Assert.Equal(4, result.SeenOf(2).Length);
    }

    [Fact] // and so is a packet that comes much later
    public void A_packet_of_another_second_is_no_copy() => Assert.Equal(
        0, Design.Run(new Capture().Add(Frame.Tcp(Client, Server, "S")).At(5).Add(Frame.Tcp(Client, Server, "S", ttl: 63))).Summary.ForwardedCopies);

    [Fact]
    public void A_copy_has_the_outcome_of_the_first()
    {
        Trial causal = Design;
        Replayed result = causal.Run(new Capture().Add(
            Frame.Udp("10.0.1.10:40000", "10.0.2.99:53", id: 7), Frame.Udp("10.0.1.10:40000", "10.0.2.99:53", ttl: 63, id: 7),
            Frame.Udp("10.0.1.10:40000", "10.0.2.99:53", ttl: 63, id: 8)));

        Assert.Equal(("dropped 3", 1), (result.Outcomes, result.Summary.ForwardedCopies));
    }

    [Fact] // with appliances that end the way the copy is a packet of the sender's, as any other
    public void With_appliances_that_end_the_way_nothing_is_a_copy()
    {
        Trial ending = Design with { Settings = new DataPathSettings { Appliances = ApplianceMode.End } };
        Replayed result = ending.Run(new Capture().Add(Frame.Tcp(Client, Server, "S"), Frame.Tcp(Client, Server, "S", ttl: 63)));

        Assert.Equal(("delivered 2", 0), (result.Outcomes, result.Summary.ForwardedCopies));
        Assert.Equal(2, result.SeenOf(2).Length);
    }
}
