using CsCheck;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Everything that an interface sends stands in its flow log, but for what AWS never logs. (VPC guide, "Flow log limitations")</summary>
/// <remarks>
/// Deleted regional NAT gateways, the last of AWS's list, are not modelled. An exclusion is of the interface's own VPC: the router and the DNS server of a peered VPC are
/// addresses as any other.
/// </remarks>
public class FlowLogExclusionTests
{
    private const string Web = "10.0.1.10", App = "10.0.2.10", Peer = "10.9.1.10", Monitor = "10.0.1.40", Mirrored = "10.0.1.50", Internet = "203.0.113.9";

    private static readonly Trial Design = Trial.Of(
        Resources.Web, Resources.App, Resources.InterfaceEndpoint("secretsmanager", privateDns: true), Resources.Peer,
        """
        Six: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true}}
        Dual: {Type: 'AWS::EC2::Subnet', DependsOn: Six, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24, Ipv6CidrBlock: !Select [0, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 1, 64]]}}
        Modern: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Dual, PrivateIpAddress: 10.0.3.10, Ipv6AddressCount: 1}}
        Monitor: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.40}}
        Target: {Type: 'AWS::EC2::TrafficMirrorTarget', Properties: {NetworkInterfaceId: !Ref Monitor}}
        Filter: {Type: 'AWS::EC2::TrafficMirrorFilter', Properties: {}}
        WebCard: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.50}}
        Session: {Type: 'AWS::EC2::TrafficMirrorSession', Properties: {NetworkInterfaceId: !Ref WebCard, TrafficMirrorTargetId: !Ref Target, TrafficMirrorFilterId: !Ref Filter, SessionNumber: 1}}
        Nlb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: network, Scheme: internal, Subnets: [!Ref Public]}}
        """);

    private static readonly string Modern = Design.Design.NetworkInterfaces.Single(eni => eni.Name == "Modern").Ipv6Addresses[0].ToString();

    private static readonly string ModernRouter = $"{string.Join(':', Modern.Split(':')[..4])}::1";

    private static readonly string Endpoint = AddressOf(Model.Enis.InterfaceKind.VpcEndpoint), Balancer = AddressOf(Model.Enis.InterfaceKind.NetworkLoadBalancer);

    /// <summary>AWS's list, each entry to the service and from it.</summary>
    private static readonly Frame[] NeverLogged =
    [
        .. Both("10.0.0.2:53", Web, App), .. Both("169.254.169.253:53", Web, App), .. Both("[fd00:ec2::253]:53", Modern), Frame.Tcp($"{Web}:40000", "10.0.0.2:53", "S"),
        .. Both("169.254.169.250:1688", Web), .. Both("169.254.169.251:1688", App), .. Both("[fd00:ec2::250]:1688", Modern),
        .. Both("169.254.169.254:80", Web, App, Peer), .. Both("[fd00:ec2::254]:80", Modern), Frame.Ping(Web, "169.254.169.254"),
        .. Both("169.254.169.123:123", Web, Peer), .. Both("[fd00:ec2::123]:123", Modern),
        Frame.Udp("0.0.0.0:68", "255.255.255.255:67"), Frame.Udp($"{Web}:68", "10.0.1.1:67"), Frame.Udp("10.0.1.1:67", $"{Web}:68"), Frame.Udp("[fe80::1]:546", "[ff02::1:2]:547"),
        Frame.Udp($"{Mirrored}:50000", $"{Monitor}:4789", 90),
        .. Both("10.0.1.1:7", Web, App), .. Both("10.9.1.1:7", Peer), Frame.Ping(Web, "10.0.1.1"), .. Both("[fe80:ec2::1]:7", Modern), .. Both($"[{ModernRouter}]:7", Modern),
        Frame.Tcp($"{Balancer}:40000", $"{Endpoint}:443", "S"), Frame.Tcp($"{Endpoint}:443", $"{Balancer}:40000", "S."),
        Frame.Arp(),
    ];

    /// <summary>The contrast to each: the same port elsewhere, the same address in another VPC.</summary>
    private static readonly (string Sender, Frame Frame)[] Logged =
    [
        (Web, Frame.Udp($"{Web}:40000", $"{App}:53")), (Web, Frame.Udp($"{Web}:40000", "10.0.0.2:54")), (Peer, Frame.Udp($"{Peer}:40000", "10.0.0.2:53")),
        (Web, Frame.Tcp($"{Web}:40000", $"{App}:1688", "S")), (App, Frame.Tcp($"{App}:40000", $"{Internet}:1688", "S")),
        (App, Frame.Tcp($"{App}:40000", $"{Web}:80", "S")), (Web, Frame.Udp($"{Web}:40000", "169.254.1.1:80")),
        (Web, Frame.Udp($"{Web}:123", $"{Internet}:123")), (Modern, Frame.Udp($"[{Modern}]:123", "[2001:db8::7]:123")),
        (App, Frame.Udp($"{App}:68", $"{Web}:67")),
        (Web, Frame.Udp($"{Web}:50000", $"{Monitor}:4789", 90)), (Mirrored, Frame.Udp($"{Mirrored}:50000", $"{Web}:4789", 90)), (Mirrored, Frame.Udp($"{Mirrored}:50000", $"{Monitor}:4790", 90)),
        (Peer, Frame.Udp($"{Peer}:40000", "10.0.1.1:7")), (Web, Frame.Udp($"{Web}:40000", "10.9.1.1:7")),
        (Balancer, Frame.Tcp($"{Balancer}:40000", $"{Web}:443", "S")), (Web, Frame.Tcp($"{Web}:40000", $"{Balancer}:443", "S")),
    ];

    private static readonly Gen<(string? Sender, Frame Frame)> Any = Gen.Frequency(
        (1, Gen.OneOf(NeverLogged.Select(frame => Gen.Const(((string?)null, frame))).ToArray())), (1, Gen.OneOf(Logged.Select(one => Gen.Const(((string?)one.Sender, one.Frame))).ToArray())));

    // A NAT gateway's interface sends on what others have sent.
    private static readonly string NatGateway = Design.Design.NetworkInterfaces.Single(eni => eni.Kind == Model.Enis.InterfaceKind.NatGateway).Id;

    [Fact] // VPC guide, "Flow log limitations"
    public void What_an_interface_sends_is_logged_packet_by_packet_and_byte_by_byte_but_for_the_exclusions() => Any.Array[1, 80].Sample(
        traffic =>
        {
            var capture = new Capture();
            for (int i = 0; i < traffic.Length; i++) capture.At(10 + i).Add(traffic[i].Frame);
            string[][] records = [.. ReplayPropertyTests.RecordsOf(Design.Open, capture, "interface-id flow-direction packets bytes log-status").Where(record => record[4] == "OK")];
            var logged = records.Where(record => record[1] == "egress" && record[0] != NatGateway).GroupBy(record => record[0])
                .Select(group => $"{group.Key} {group.Sum(record => long.Parse(record[2]))} {group.Sum(record => long.Parse(record[3]))}").Order(StringComparer.Ordinal);
            var sent = traffic.Where(one => one.Sender is not null).GroupBy(one => IdOf(one.Sender!))
                .Select(group => $"{group.Key} {group.Count()} {group.Sum(one => one.Frame.OriginalLength - 14)}").Order(StringComparer.Ordinal);
            Assert.Equal(sent, logged);
        },
        iter: 60);

    [Fact] // the receiving end too, where a mirror target is the exception
    public void Each_exclusion_alone_leaves_no_record_and_each_contrast_one_of_its_sender()
    {
        foreach (Frame frame in NeverLogged)
        {
            string[][] records = RecordsOf(frame);
            Assert.True(records.All(record => record[0] == IdOf(Monitor) && record[1] == "ingress"), $"{Text(frame)}: {string.Join(", ", records.Select(record => string.Join(' ', record)))}");
        }
        foreach ((string sender, Frame frame) in Logged)
            Assert.True(RecordsOf(frame).Count(record => record[0] == IdOf(sender) && record[1] == "egress") == 1, Text(frame));
    }

    private static string[][] RecordsOf(Frame frame) =>
        [.. ReplayPropertyTests.RecordsOf(Design.Open, new Capture().At(10).Add(frame), "interface-id flow-direction log-status").Where(record => record[2] == "OK")];

    private static string Text(Frame frame) => Convert.ToHexString(frame.Bytes);

    private static Frame[] Both(string service, params string[] hosts) =>
        [.. hosts.SelectMany(host => (Frame[])[Frame.Udp(EndOf(host), service), Frame.Udp(service, EndOf(host))])];

    private static string EndOf(string host) => host.Contains(':') ? $"[{host}]:40000" : $"{host}:40000";

    private static string IdOf(string address) => Design.Design.NetworkInterfaces
        .Single(eni => eni.PrivateAddresses.Any(own => own.Address.ToString() == address) || eni.Ipv6Addresses.Any(own => own.ToString() == address)).Id;

    private static string AddressOf(Model.Enis.InterfaceKind kind) => Design.Design.NetworkInterfaces.First(eni => eni.Kind == kind).PrivateAddresses[0].Address.ToString();
}
