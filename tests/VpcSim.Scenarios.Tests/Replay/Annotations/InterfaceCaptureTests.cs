using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tests.Replay.Annotations;

/// <summary>The capture of an interface holds what it would have seen, as it was at that point of its way.</summary>
public class InterfaceCaptureTests
{
    private const string Client = "203.0.113.9:40000", Web = "10.0.1.10:80", App = "10.0.2.10:50000", Server = "198.51.100.7:80";

    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.App);

    [Fact]
    public void Both_ends_of_a_hop_see_the_packet_and_nobody_else_has_a_file()
    {
        SortedDictionary<string, PcapngContent> files = Design.OfInterfaces(new Capture().Add(Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "S")));

        Assert.Equal(["App", "Web"], files.Keys);
        Assert.Equal(["in 10.0.1.10:40000 > 10.0.2.10:8080"], files["App"].Lines());
        Assert.Equal(["out 10.0.1.10:40000 > 10.0.2.10:8080"], files["Web"].Lines());
        Assert.Equal((1, 1L), (files["App"].Interfaces.Count, files["App"].Interfaces[0].Received));
    }

    [Fact]
    public void A_nat_gateway_s_interface_sees_both_sides_of_the_translation_with_right_checksums()
    {
        SortedDictionary<string, PcapngContent> files = Design.OfInterfaces(new Capture().Add(Frame.Tcp(App, Server, "S").Summed(), Frame.Tcp(Server, App, "S.").Summed()));
        string[] seen = files["Nat"].Lines();
        string translated = seen[1].Split(' ')[1];

        Assert.StartsWith("10.0.1.100:", translated, StringComparison.Ordinal);
        Assert.Equal([$"in {App} > {Server}", $"out {translated} > {Server}", $"in {Server} > {translated}", $"out {Server} > {App}"], seen);
        Assert.Equal([$"out {App} > {Server}", $"in {Server} > {App}"], files["App"].Lines());
        Assert.All(files.Values.SelectMany(file => file.Packets), packet => packet.HasRightChecksums());
        Assert.Equal([64, 63], files["Nat"].Packets.Take(2).Select(packet => (int)packet.Decode().Ttl));
    }

    [Fact]
    public void An_echo_through_a_nat_gateway_has_its_translated_identifier()
    {
        PcapngContent nat = Design.OfInterfaces(new Capture().Add(Frame.Ping("10.0.2.10", "198.51.100.7", id: 7).Summed()))["Nat"];

        Assert.Equal(7, nat.Packets[0].Decode().IcmpIdentifier);
        Assert.NotEqual(7, nat.Packets[1].Decode().IcmpIdentifier);
        Assert.All(nat.Packets, packet => packet.HasRightChecksums());
    }

    [Fact]
    public void An_ICMP_error_quotes_what_its_receiver_had_sent()
    {
        Frame probe = Frame.Udp(App, "198.51.100.7:33434").Summed();
        SortedDictionary<string, PcapngContent> files = Design.OfInterfaces(new Capture().Add(probe, Frame.Error("198.51.100.7", "10.0.2.10", 3, 3, probe).Summed()));

        Assert.Equal("10.0.1.100", QuotedSource(files["Nat"].Packets[2]));
        Assert.Equal("10.0.2.10", QuotedSource(files["Nat"].Packets[3]));
        Assert.Equal("10.0.2.10", QuotedSource(files["App"].Packets[1]));
        Assert.All(files["Nat"].Packets, packet => packet.HasRightChecksums());

        static string QuotedSource(PcapngContent.Packet packet) => new System.Net.IPAddress(packet.Bytes[54..58]).ToString();
    }

    [Fact] // A security group acts before a packet reaches the instance's operating system, and after it has left it
    public void What_an_interface_s_own_groups_drop_it_has_seen_leaving_and_not_arriving()
    {
        Trial closed = Trial.Of(Resources.Web.Replace("        Web:\n", "", StringComparison.Ordinal), Closed);
        SortedDictionary<string, PcapngContent> files = closed.OfInterfaces(new Capture().Add(
            Frame.Tcp("10.0.1.20:40000", "10.0.1.10:80", "S"), Frame.Tcp(Client, "10.0.1.10:22", "S")));

        Assert.Equal(["out 10.0.1.20:40000 > 10.0.1.10:80"], files["Closed"].Lines());
        Assert.Equal(["Closed"], files.Keys);
    }

    [Fact]
    public void What_a_network_ACL_drops_its_receiver_has_not_seen_and_its_sender_has()
    {
        Trial denied = Trial.Of(Resources.Web, Resources.App, Acl);
        SortedDictionary<string, PcapngContent> files = denied.OfInterfaces(new Capture().Add(Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "S")));

        Assert.Equal(["Web"], files.Keys);
    }

    [Fact]
    public void Packets_stand_behind_Ethernet_headers_of_the_design_also_where_they_had_VLAN_tags()
    {
        Frame plain = Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "S");
        var tagged = new Frame([.. plain.Bytes[..12], 0x81, 0, 0, 7, .. plain.Bytes[12..]], plain.OriginalLength + 4);

        SortedDictionary<string, PcapngContent> files = Design.OfInterfaces(new Capture().Add(tagged, Frame.Tcp("10.0.1.10:40000", "10.0.1.100:1", "S")));

        Assert.Equal(plain.Bytes[12..], files["Web"].Packets[0].Bytes[12..]);
        Assert.Equal(2, files["Web"].Packets[0].Bytes[0] & 0x03); // locally administered, to one receiver
        Assert.Equal(files["Web"].Packets[0].Bytes[6..12], files["Web"].Packets[1].Bytes[6..12]); // its own
        Assert.NotEqual(files["Web"].Packets[0].Bytes[..6], files["Web"].Packets[1].Bytes[..6]); // the router, and a neighbour
        Assert.NotEqual(files["Web"].Packets[0].Bytes[..6], files["App"].Packets[0].Bytes[6..12]); // each subnet has a router
    }

    [Fact]
    public void What_a_link_splits_arrives_as_fragments()
    {
        SortedDictionary<string, PcapngContent> files = Trial.Of(Resources.Web, Resources.Peer, AllFromVpc).OfInterfaces(
            new Capture().Add(Frame.Udp("10.0.1.10:40000", "10.9.1.10:53", 9500, id: 5).Summed()));
        PcapngContent peer = files["Peer"];

        Assert.Equal(9528, Assert.Single(files["Web"].Packets).Decode().Length);
        Assert.Equal([8996, 552], peer.Packets.Select(packet => packet.Decode().Length)); // an interface takes 9001 bytes
        Assert.All(peer.Packets, packet => Assert.Equal(5u, packet.Decode().FragmentId));
        Assert.True((peer.Packets[0].Decode().Traits & PacketTraits.FirstFragment) != 0 && (peer.Packets[1].Decode().Traits & PacketTraits.LaterFragment) != 0);
    }

    [Fact]
    public void A_packet_that_was_too_big_is_answered_by_the_router_and_the_comment_says_so()
    {
        PcapngContent web = Design.OfInterfaces(new Capture().Add(Frame.Udp("10.0.1.10:40001", "198.51.100.7:53", 2000, dontFragment: true).Summed()))["Web"];

        Assert.Equal(["out 10.0.1.10:40001 > 198.51.100.7:53", "in 10.0.1.1 > 10.0.1.10"], web.Lines());
        PcapngContent.Packet error = web.Packets[1].HasRightChecksums();
        Assert.Equal((3, 4, 1500), (error.Bytes[34], error.Bytes[35], error.Bytes[40] << 8 | error.Bytes[41]));
        Assert.Equal(("", "made by the VPC router, about packet 1"), (web.Packets[0].Comment, error.Comment));
    }

    [Fact]
    public void A_nat_gateway_s_RST_is_seen_on_its_way_back()
    {
        Capture capture = new Capture().Add(Frame.Tcp(App, Server, "S"), Frame.Tcp(Server, App, "S.")).At(400).Add(Frame.Tcp(App, Server, "P.", 100).Summed());

        SortedDictionary<string, PcapngContent> files = Design.OfInterfaces(capture);

        PcapngContent.Packet reset = files["App"].Packets[^1].HasRightChecksums();
        Assert.Equal($"in {Server} > {App}", files["App"].Lines()[^1]);
        Assert.Equal((4, "made by Nat, in answer to packet 3"), (reset.Decode().TcpFlags, reset.Comment));
        Assert.Equal([$"in {App} > {Server}", $"out {Server} > {App}"], files["Nat"].Lines()[^2..]);
    }

    [Fact]
    public void What_is_said_to_services_and_by_them_is_seen_where_it_was_said()
    {
        PcapngContent web = Design.OfInterfaces(new Capture().Add(Frame.Udp("10.0.1.10:40000", "10.0.0.2:53"), Frame.Udp("10.0.0.2:53", "10.0.1.10:40000")))["Web"];

        Assert.Equal(["out 10.0.1.10:40000 > 10.0.0.2:53", "in 10.0.0.2:53 > 10.0.1.10:40000"], web.Lines());
    }

    [Fact]
    public void A_host_that_has_no_address_yet_is_known_by_where_the_capture_was_taken()
    {
        Frame[] asks = [Frame.Udp("0.0.0.0:68", "255.255.255.255:67"), Frame.Udp("10.0.1.1:67", "255.255.255.255:68")];

        Assert.Empty(Design.OfInterfaces(new Capture().Add(asks)));
        PcapngContent web = Design.At("Web").OfInterfaces(new Capture().Add(asks))["Web"];
        Assert.Equal(["out 0.0.0.0:68 > 255.255.255.255:67", "in 10.0.1.1:67 > 255.255.255.255:68"], web.Lines());
        Assert.Equal("FFFFFFFFFFFF", Convert.ToHexString(web.Packets[0].Bytes[..6]));
    }

    [Fact]
    public void Snapped_packets_and_those_that_offload_joined_stay_as_captured()
    {
        PcapngContent web = Design.OfInterfaces(new Capture().Add(
            Frame.Tcp(Client, Web, "S").Snapped(54), Frame.Tcp(Web, Client, "S."), Frame.Tcp(Web, Client, "P.", 30_000).Snapped(100)))["Web"];

        Assert.Equal([(54, 54), (54, 54), (100, 30_054)], web.Packets.Select(packet => (packet.Bytes.Length, packet.OriginalLength)));
    }

    [Fact]
    public void A_file_name_is_the_interface_s_name_percent_encoded()
    {
        Trial endpoint = Trial.Of(Resources.Web, Resources.App, Resources.InterfaceEndpoint("secretsmanager", privateDns: true));
        string address = endpoint.Design.NetworkInterfaces.Single(eni => eni.Name.StartsWith("Endpoint", StringComparison.Ordinal)).PrivateAddresses[0].Address.ToString();

        Assert.Equal(["App", "Endpoint%2FPrivate"], endpoint.OfInterfaces(new Capture().Add(Frame.Tcp(App, $"{address}:443", "S"))).Keys);
    }

    [Fact] // some file systems take them for one
    public void Interfaces_whose_names_differ_in_case_alone_have_a_file_each()
    {
        const string Lower = """
            web:
              Type: AWS::EC2::Instance
              Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.11, SecurityGroupIds: [!GetAtt WebSg.GroupId]}
            """;
        Trial trial = Trial.Of(Resources.Web, Lower);
        string id = trial.Design.NetworkInterfaces.Single(eni => eni.Name == "web").Id;

        SortedDictionary<string, PcapngContent> files = trial.OfInterfaces(new Capture().Add(Frame.Tcp("10.0.1.10:40000", "10.0.1.11:80", "S")));

        Assert.Equal(["Web", $"web~{id}"], files.Keys);
        Assert.Equal(["Web", "web"], files.Values.Select(content => Assert.Single(content.Interfaces).Name));
    }

    [Fact] // RFC 7915: a header of IPv4 built anew; VPC guide, "DNS64 and NAT64"
    public void Behind_NAT64_a_packet_is_one_of_the_other_family_with_right_checksums()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.App, SixToFour);
        string six = trial.Design.NetworkInterfaces.Single(eni => eni.Name == "Six").Ipv6Addresses[0].ToString();
        SortedDictionary<string, PcapngContent> files = trial.OfInterfaces(new Capture().Add(
            Frame.Tcp($"[{six}]:50000", "[64:ff9b::c633:6407]:80", "S", mss: 1440).Summed(),
            Frame.Tcp("[64:ff9b::c633:6407]:80", $"[{six}]:50000", "S.", mss: 1440).Summed(),
            Frame.Ping(six, "64:ff9b::c633:6407").Summed(), Frame.Pong("64:ff9b::c633:6407", six).Summed()));

        PcapngContent nat = files["Nat"];
        Assert.Equal([6, 4, 4, 6, 6, 4, 4, 6], nat.Packets.Select(packet => (int)packet.Decode().Version));
        Assert.Equal([58, 1, 1, 58], nat.Packets.Skip(4).Select(packet => (int)packet.Decode().Protocol));
        Assert.StartsWith("out 10.0.1.100:", nat.Lines()[1], StringComparison.Ordinal);
        Assert.EndsWith("> 198.51.100.7:80", nat.Lines()[1], StringComparison.Ordinal);
        Assert.Equal($"in [64:ff9b::c633:6407]:80 > [{six}]:50000", files["Six"].Lines()[1]);
        Assert.All(nat.Packets.Concat(files["Six"].Packets), packet => packet.HasRightChecksums());
    }

    [Fact] // an endpoint takes 8500 bytes
    public void A_SYN_that_reaches_an_endpoint_announces_what_the_endpoint_takes()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.App, Resources.InterfaceEndpoint("secretsmanager", privateDns: true));
        string address = trial.Design.NetworkInterfaces.Single(eni => eni.Name.StartsWith("Endpoint", StringComparison.Ordinal)).PrivateAddresses[0].Address.ToString();

        SortedDictionary<string, PcapngContent> files = trial.OfInterfaces(new Capture().Add(
            Frame.Tcp(App, $"{address}:443", "S", mss: 8961).Summed(), Frame.Tcp($"{address}:443", App, "S.", mss: 8961).Summed()));

        Assert.Equal((8961, 8460), (files["App"].Packets[0].Decode().Mss, files["App"].Packets[1].Decode().Mss));
        Assert.Equal(8460, files["Endpoint%2FPrivate"].Packets[0].Decode().Mss);
        Assert.All(files.Values.SelectMany(file => file.Packets), packet => packet.HasRightChecksums());
    }

    [Theory]
    [InlineData("web-session.pcapng")]
    [InlineData("app-db.pcap")]
    [InlineData("bastion.pcap")]
    [InlineData("port-scan.pcap")]
    public void An_interface_sees_what_its_flow_log_counts_and_what_flow_logs_leave_out(string name)
    {
        Trial trial = Trial.OfFile(Repository.ThreeTier);
        var consumed = new RecordingWatcher();
        var meter = new RecordingMeter();
        SortedDictionary<string, PcapngContent> files = trial.OfInterfaces(Repository.Capture(name), meter, consumed);
        HashSet<long> unlogged = [.. consumed.Packets.Where(packet => packet.Outcome == DataPath.Trace.Outcome.Consumed).Select(packet => packet.TimeNs)];

        IEnumerable<string> counted = meter.Counts.Where(count => count.Seen.Egress || count.Seen.Accepted).Select(count => Line(
            count.Seen.Interface, count.TimeNs, count.Seen.Egress, $"{count.Seen.PacketSource} {count.Seen.SourcePort} {count.Seen.PacketDestination} {count.Seen.DestinationPort}"));
        IEnumerable<string> seen = trial.Design.NetworkInterfaces.SelectMany((eni, i) => !files.TryGetValue(FlowLogs.Destinations.PathSegments.EncodeSegment(eni.Name), out PcapngContent? file)
            ? []
            : file.Packets.Where(packet => packet.Comment == "" && !unlogged.Contains(packet.TimeNs)).Select(packet => Line(i, packet.TimeNs, packet.Direction == 2, Ends(packet.Decode()))));
        Assert.NotEmpty(seen);
        Assert.Equal(counted.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));

        static string Line(int networkInterface, long timeNs, bool egress, string ends) => $"{networkInterface} {timeNs} {(egress ? "out" : "in")} {ends}";
        static string Ends(PacketHeader header) =>
            $"{DataPath.WireAddresses.ToIpAddress(header.Source)} {header.SourcePort} {DataPath.WireAddresses.ToIpAddress(header.Destination)} {header.DestinationPort}";
    }

    private const string SixToFour = """
        Block6: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true}}
        SixSubnet:
          Type: AWS::EC2::Subnet
          DependsOn: Block6
          Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.6.0/24, Ipv6CidrBlock: !Select [0, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 1, 64]]}
        SixRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
        SixRoute: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref SixRoutes, DestinationIpv6CidrBlock: '64:ff9b::/96', NatGatewayId: !Ref Nat}}
        SixAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref SixSubnet, RouteTableId: !Ref SixRoutes}}
        SixSg:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: six
            VpcId: !Ref Vpc
            SecurityGroupEgress: [{IpProtocol: '-1', CidrIpv6: '::/0'}]
        Six: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref SixSubnet, GroupSet: [!GetAtt SixSg.GroupId], Ipv6AddressCount: 1}}
        """;

    private const string Closed = """
        ClosedSg:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: closed
            VpcId: !Ref Vpc
            SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 1, ToPort: 1, CidrIp: 10.0.0.0/16}]
        Closed: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.20, GroupSet: [!GetAtt ClosedSg.GroupId]}}
        """;

    private const string Acl = """
        Denied: {Type: 'AWS::EC2::NetworkAcl', Properties: {VpcId: !Ref Vpc}}
        DeniedAssociation: {Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: {SubnetId: !Ref Private, NetworkAclId: !Ref Denied}}
        """;

    private const string AllFromVpc = """
        AllToPeer: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !GetAtt PeerSg.GroupId, IpProtocol: '-1', CidrIp: 10.0.0.0/16}}
        """;
}
