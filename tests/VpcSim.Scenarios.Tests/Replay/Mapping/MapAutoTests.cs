using VpcSim.DataPath.Fabrics;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Mapping;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay.Mapping;

/// <summary><c>--map-auto</c>: the captured hosts of another network find their interfaces by what they serve and ask.</summary>
public class MapAutoTests
{
    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);
    private static readonly Trial WebAndApp = Trial.Of(Resources.Web, Resources.App);

    [Theory]
    [InlineData("web-session.pcapng", "172.16.1.10=WebServer 172.16.1.20=Bastion 172.16.2.10=AppServer 172.16.3.10=Database")]
    [InlineData("app-db.pcap", "172.16.1.10=WebServer 172.16.1.20=Bastion 172.16.2.10=AppServer 172.16.2.4=SecretsEndpoint/AppSubnet 172.16.3.10=Database")]
    [InlineData("bastion.pcap", "172.16.1.10=WebServer 172.16.1.20=Bastion 172.16.2.10=AppServer")]
    [InlineData("elsewhere.pcap", "172.16.1.10=WebServer 172.16.1.20=Bastion 172.16.2.10=AppServer 172.16.2.4=SecretsEndpoint/AppSubnet 172.16.3.10=Database")]
    public void Hosts_of_real_captures_find_their_interfaces(string capture, string placed)
    {
        using var folder = new TemporaryFolder();
        string readdressed = folder.Write("captured.pcapng", Altered.Of(capture, "10.0.0.0/16=172.16.0.0/16"));

        Assert.Equal(placed, Placed(Propose(ThreeTier, new CaptureInput(readdressed))));
    }

    [Theory] // hosts and networks in another order, so that no address is like one of the design
    [InlineData("web-session.pcapng", "192.168.7.1=AppServer 192.168.7.2=WebServer 192.168.7.3=Bastion 192.168.7.4=Database")]
    [InlineData("app-db.pcap", "192.168.7.1=AppServer 192.168.7.2=WebServer 192.168.7.3=Bastion 192.168.7.4=Database 192.168.7.5=SecretsEndpoint/AppSubnet")]
    public void Addresses_that_are_alike_are_not_needed(string capture, string placed)
    {
        using var folder = new TemporaryFolder();
        byte[] readdressed = Altered.Of(
            capture, "10.0.2.10/32=192.168.7.1/32", "10.0.1.10/32=192.168.7.2/32", "10.0.1.20/32=192.168.7.3/32", "10.0.3.10/32=192.168.7.4/32",
            "10.0.2.4/32=192.168.7.5/32", "10.0.0.0/16=172.16.0.0/16");

        Assert.Equal(placed, Placed(Propose(ThreeTier, new CaptureInput(folder.Write("captured.pcapng", readdressed)))));
    }

    [Fact]
    public void A_capture_of_the_design_itself_needs_no_mapping()
    {
        PlacementProposal proposal = Propose(ThreeTier, new CaptureInput(Repository.Capture("web-session.pcapng")));

        Assert.Empty(proposal.Placements);
        Assert.Empty(proposal.Remaining);
        Assert.Contains("WebServer", proposal.OwnHosts);
    }

    [Fact]
    public void What_fits_two_interfaces_alike_is_told()
    {
        // Nothing but SSH from a bastion: WebServer and AppServer both open it to the bastion's group.
        Capture capture = new Capture().Http("203.0.113.5:40000", "172.20.0.77:22").Http("172.20.0.77:40001", "172.20.0.88:22");
        ProposedPlacement server = Assert.Single(Propose(ThreeTier, capture).Placements, placement => placement.Captured.ToString() == "172.20.0.88");

        Assert.Equal(["AppServer", "WebServer"], server.Alike.Add(server.Name).Order(StringComparer.Ordinal));

        // A second service, which only one of them opens, leaves no doubt.
        ProposedPlacement certain = Assert.Single(
            Propose(ThreeTier, capture.Http("203.0.113.9:40002", "172.20.0.88:443")).Placements, placement => placement.Captured.ToString() == "172.20.0.88");
        Assert.Equal(("WebServer", 0), (certain.Name, certain.Alike.Length));
    }

    [Fact]
    public void Two_chains_of_groups_are_not_crossed()
    {
        Capture capture = new Capture()
            .Http("203.0.113.9:40000", "172.20.0.1:443").Http("172.20.0.1:40001", "172.20.0.4:8080")
            .Http("203.0.113.9:40002", "172.20.0.2:80").Http("172.20.0.2:40003", "172.20.0.3:8080");

        Assert.Equal("172.20.0.1=Shop 172.20.0.2=News 172.20.0.3=NewsApp 172.20.0.4=ShopApp", Placed(Propose(Trial.Of(Chains), capture)));
    }

    [Fact]
    public void The_users_mappings_win_and_their_interfaces_are_taken()
    {
        Capture capture = new Capture().Http("203.0.113.9:40000", "172.20.0.1:80").Http("172.20.0.1:40001", "172.20.0.2:8080");

        Assert.Equal("172.20.0.1=Web 172.20.0.2=App", Placed(Propose(WebAndApp, capture)));
        Assert.Equal("172.20.0.2=App", Placed(Propose(WebAndApp.Map("172.20.0.1=Web"), capture)));
        Assert.Equal("", Placed(Propose(WebAndApp.Map("172.20.0.1=App").Map("172.20.0.2=Web"), capture)));
    }

    [Fact]
    public void The_host_on_which_a_capture_was_taken_is_certain_also_by_a_public_address()
    {
        Capture capture = new Capture().Http("203.0.113.9:40000", "198.51.100.20:80").Http("203.0.113.10:40000", "198.51.100.20:80");

        Assert.Equal("198.51.100.20=Web", Placed(Propose(WebAndApp.At("Web"), capture)));
        Assert.Equal("198.51.100.20=App", Placed(Propose(WebAndApp.At("App"), capture)));
        Assert.Equal("", Placed(Propose(WebAndApp, capture)));
    }

    [Fact]
    public void Of_two_hosts_that_are_all_of_a_capture_the_groups_tell_which_one_it_was_taken_on()
    {
        Capture capture = new Capture().Http("192.168.5.1:40000", "192.168.5.2:80");

        Assert.Equal("192.168.5.2=Web", Placed(Propose(WebAndApp.At("Web"), capture)));
    }

    [Fact]
    public void Several_captures_each_have_their_own_host()
    {
        using var folder = new TemporaryFolder();
        string one = folder.Write("1.pcap", new Capture().Http("192.168.5.9:40000", "192.168.5.1:9000").Http("192.168.5.8:40000", "192.168.5.1:9000").ToPcap());
        string other = folder.Write("2.pcap", new Capture().Http("192.168.5.9:40000", "192.168.5.2:9001").Http("192.168.5.8:40000", "192.168.5.2:9001").ToPcap());

        Assert.Equal(
            "192.168.5.1=App 192.168.5.2=Web", Placed(Propose(WebAndApp, new CaptureInput(one) { At = "App" }, new CaptureInput(other) { At = "Web" })));
    }

    [Fact]
    public void A_server_that_answered_nothing_is_placed_nowhere()
    {
        Assert.Equal("", Placed(Propose(WebAndApp, new Capture().Add(Frame.Tcp("203.0.113.9:40000", "172.20.0.1:80", "S"), Frame.Tcp("172.20.0.1:80", "203.0.113.9:40000", "R.")))));
        Assert.Equal("172.20.0.1=Web", Placed(Propose(WebAndApp, new Capture().Add(Frame.Tcp("203.0.113.9:40000", "172.20.0.1:80", "S"), Frame.Tcp("172.20.0.1:80", "203.0.113.9:40000", "S.")))));
    }

    [Fact]
    public void A_connection_captured_from_its_middle_has_its_server_at_the_port_with_more_partners_or_else_the_lower_one()
    {
        Capture capture = new Capture().Add(
            Frame.Tcp("172.20.0.2:8080", "172.20.0.1:5000", "P.", 100), Frame.Tcp("172.20.0.1:5000", "172.20.0.2:8080", "."),
            Frame.Tcp("172.20.0.2:8080", "172.20.0.1:5001", "P.", 100), Frame.Tcp("172.20.0.1:5001", "172.20.0.2:8080", "."),
            Frame.Tcp("172.20.0.1:80", "203.0.113.9:40000", "P.", 100), Frame.Tcp("203.0.113.9:40000", "172.20.0.1:80", "."));

        Assert.Equal("172.20.0.1=Web 172.20.0.2=App", Placed(Propose(WebAndApp, capture)));
    }

    [Fact]
    public void Private_hosts_that_fit_nowhere_stay_on_premises_or_outside_of_the_design()
    {
        Capture capture = new Capture().Http("203.0.113.9:40000", "172.20.0.1:80")
            .Add(Frame.Udp("172.20.0.1:40001", "192.168.3.3:53"), Frame.Udp("192.168.3.3:53", "172.20.0.1:40001"))
            .Add(Frame.Udp("172.20.0.1:40002", "172.20.0.2:53"), Frame.Udp("172.20.0.2:53", "172.20.0.1:40002"));
        PlacementProposal proposal = Propose(Trial.Of(Resources.Web, Resources.Vpn), capture);

        Assert.Equal("172.20.0.1=Web", Placed(proposal));
        Assert.Equal(
            ["172.20.0.2 False udp 53", "192.168.3.3 True udp 53"],
            proposal.Remaining.Select(host => $"{host.Address} {host.IsOnPremises} {host.Serves}"));
    }

    [Fact]
    public void Hosts_of_unique_local_IPv6_addresses_are_placed_too()
    {
        Capture capture = new Capture().Http("[2001:db8:7::7]:40000", "[fd12:3456::1]:80").Http("[fd12:3456::1]:40001", "[fd12:3456::2]:8080");

        Assert.Equal("fd12:3456::1=WebServer fd12:3456::2=AppServer", Placed(Propose(ThreeTier, capture)));
    }

    [Fact]
    public void The_mappings_give_the_replay_that_the_options_give()
    {
        using var folder = new TemporaryFolder();
        string capture = folder.Write("captured.pcapng", Altered.Of("web-session.pcapng", "10.0.0.0/16=172.16.0.0/16"));
        PlacementProposal proposal = Propose(ThreeTier, new CaptureInput(capture));
        Trial proposed = ThreeTier with { Options = ThreeTier.Options with { Mappings = [.. proposal.Placements.Select(placement => placement.Mapping)] } };
        Trial written = proposal.Placements.Aggregate(ThreeTier, (trial, placement) => trial.Map(placement.Option["--map ".Length..]));

        Assert.Equal(written.Options.Mappings, proposed.Options.Mappings);
        Assert.Equal(written.RunFiles(capture).Meter.Counts, proposed.RunFiles(capture).Meter.Counts);
        Assert.NotEqual(written.RunFiles(capture).Outcomes, ThreeTier.RunFiles(capture).Outcomes);
    }

    private const string Chains = """
        Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
        Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
        ShopSg: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: shop, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}}
        NewsSg: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: news, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}]}}
        ShopAppSg: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: app, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !GetAtt ShopSg.GroupId}]}}
        NewsAppSg: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: app, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !GetAtt NewsSg.GroupId}]}}
        Shop: {Type: 'AWS::EC2::Instance', Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Subnet, SecurityGroupIds: [!GetAtt ShopSg.GroupId]}}
        News: {Type: 'AWS::EC2::Instance', Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Subnet, SecurityGroupIds: [!GetAtt NewsSg.GroupId]}}
        ShopApp: {Type: 'AWS::EC2::Instance', Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Subnet, SecurityGroupIds: [!GetAtt ShopAppSg.GroupId]}}
        NewsApp: {Type: 'AWS::EC2::Instance', Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Subnet, SecurityGroupIds: [!GetAtt NewsAppSg.GroupId]}}
        """;

    private static string Placed(PlacementProposal proposal) =>
        string.Join(' ', proposal.Placements.Select(placement => placement.Option["--map ".Length..]).Order(StringComparer.Ordinal));

    private static PlacementProposal Propose(Trial trial, Capture capture)
    {
        using var folder = new TemporaryFolder();
        return Propose(trial, new CaptureInput(folder.Write("captured.pcap", capture.ToPcap())));
    }

    private static PlacementProposal Propose(Trial trial, params CaptureInput[] captures) =>
        new MapAuto(Fabric.Compile(trial.Design, trial.Settings), trial.Options).Propose(captures, TestContext.Current.CancellationToken);
}
