namespace VpcSim.Testing.Tests;

/// <summary>What hosts do, and what is asserted of it.</summary>
public class ConversationTests
{
    private readonly SimulatedNetwork _network = ThreeTier.Design().Start();

    [Fact]
    public void What_is_allowed_connects_and_the_answer_comes_back() =>
        _network.From("customer").Connect("WebServer", 443, sendBytes: 500).ShouldConnect().ShouldReceive(20_000).ShouldGoThrough("InternetGateway", "WebServer");

    [Fact]
    public void What_no_rule_allows_times_out_and_the_group_of_the_interface_is_to_blame() =>
        _network.From("customer").Connect("WebServer", 22).ShouldTimeOut().ShouldBeDropped("ENI_SG_RULES_MISMATCH", by: "WebServer");

    [Fact]
    public void Where_nothing_listens_a_connection_that_is_allowed_is_refused()
    {
        _network.Change("authorize-security-group-ingress: { group: WebSg, protocol: tcp, port: 80, cidr: 0.0.0.0/0 }");
        _network.From("customer").Connect("WebServer", 80).ShouldBeRefused();
    }

    [Fact]
    public void A_private_subnet_reaches_the_internet_through_its_NAT_gateway() =>
        _network.From("AppServer").Connect("site", 443).ShouldConnect().ShouldGoThrough("NatGateway", "InternetGateway").ShouldNotGoThrough("DbAcl");

    [Fact]
    public void A_way_that_was_not_taken_fails_with_the_way_that_was()
    {
        var failure = Assert.Throws<VpcAssertionException>(() => _network.From("customer").Connect("WebServer", 443).ShouldGoThrough("NatGateway"));
        Assert.StartsWith("connect customer -> WebServer:443: via NatGateway\n  expected a way via NatGateway, got one that does not pass NatGateway", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n    gateway InternetGateway", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_who_dropped_the_packet_hop_by_hop_and_what_it_takes()
    {
        var failure = Assert.Throws<VpcAssertionException>(() => _network.From("AppServer").Connect("WebServer", 22).ShouldConnect());
        Assert.StartsWith(
            """
            connect AppServer -> WebServer:22: connected
              expected connected, got timed-out
              the packet there, tcp 10.0.2.10:32768 -> 10.0.1.10:22: dropped: ENI_SG_RULES_MISMATCH at WebServer
            """.ReplaceLineEndings("\n"),
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("it takes an inbound rule", failure.Message, StringComparison.Ordinal);
        Assert.Contains("<- dropped here", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_reason_than_the_expected_one_fails()
    {
        var failure = Assert.Throws<VpcAssertionException>(() => _network.From("customer").Connect("WebServer", 22).ShouldBeDropped("SUBNET_ACL_RESTRICTION"));
        Assert.Contains("expected dropped: SUBNET_ACL_RESTRICTION, got dropped: ENI_SG_RULES_MISMATCH at WebServer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_dropped_fails_where_a_drop_is_expected() =>
        Assert.Throws<VpcAssertionException>(() => _network.From("customer").Connect("WebServer", 443).ShouldBeDropped());

    [Fact]
    public void Echo_requests_are_answered_where_a_rule_allows_them()
    {
        _network.From("customer").Ping("WebServer", count: 3).ShouldTimeOut().ShouldBeAnswered(times: 0);
        _network.Change("authorize-security-group-ingress: { group: WebSg, protocol: icmp, icmp-type: 8, cidr: 0.0.0.0/0 }");
        _network.From("customer").Ping("WebServer", count: 3).ShouldBeAnswered(times: 3);
    }

    [Fact]
    public void Datagrams_to_a_port_at_which_nothing_listens_are_refused()
    {
        _network.Change("authorize-security-group-ingress: { group: WebSg, protocol: udp, port: 514, cidr: 0.0.0.0/0 }");
        _network.From("AppServer").Send("10.0.1.10", 514).ShouldBeRefused();
    }

    // VPC guide, "View and update DNS attributes for your VPC": unless both attributes are true, the resolver "can't resolve Amazon-provided private DNS hostnames".
    // docs.aws.amazon.com/vpc/latest/userguide/vpc-dns-updating.html
    [Fact]
    public void Amazon_DNS_resolves_the_private_name_of_an_instance_where_the_VPC_has_DNS_hostnames()
    {
        SimulatedNetwork named = Design.Create()
            .Vpc("10.0.0.0/16", vpc => vpc.DnsHostnames())
            .Subnet("Subnet", "10.0.1.0/24")
            .Instance("One", "Subnet", instance => instance.PrivateAddress("10.0.1.10"))
            .Start();
        named.From("One").Resolve("ip-10-0-1-10.ec2.internal").ShouldResolve().ShouldResolveTo("10.0.1.10");
        named.From("One").Resolve("nobody.ec2.internal").ShouldFail();
        _network.From("WebServer").Resolve("ip-10-0-2-10.ec2.internal").ShouldFail();
    }

    [Fact]
    public void A_GET_has_a_status()
    {
        _network.From("customer").HttpGet("https://WebServer/").ShouldBeAnswered().ShouldReturn(200);
        Assert.Throws<VpcAssertionException>(() => _network.From("customer").HttpGet("https://WebServer/").ShouldReturn(404));
    }

    [Fact]
    public void The_metadata_service_answers_on_instances() =>
        _network.From("WebServer").Metadata("/latest/meta-data/local-ipv4").ShouldBeAnswered();

    [Fact]
    public void A_receiver_that_nobody_is_called_is_answered_with_the_nearest_names()
    {
        var mistake = Assert.Throws<VpcUsageException>(() => _network.From("customer").Connect("WebServr", 443));
        Assert.Contains("no host is called 'WebServr'; the nearest ones are WebServer", mistake.Message, StringComparison.Ordinal);
        Assert.Throws<VpcUsageException>(() => _network.From("custmer"));
    }

    [Fact]
    public void A_reason_and_a_component_that_there_is_not_are_answered_with_the_nearest_names()
    {
        var attempt = _network.From("customer").Connect("WebServer", 22);
        Assert.Contains("ENI_SG_RULES_MISMATCH", Assert.Throws<VpcUsageException>(() => attempt.ShouldBeDropped("ENI_SG_RULE_MISMATCH")).Message, StringComparison.Ordinal);
        Assert.Contains("NatGateway", Assert.Throws<VpcUsageException>(() => attempt.ShouldGoThrough("NatGatway")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_of_no_components_is_no_expectation()
    {
        var attempt = _network.From("customer").Connect("WebServer", 443);
        Assert.Throws<VpcUsageException>(() => attempt.ShouldGoThrough());
        Assert.Throws<VpcUsageException>(() => attempt.ShouldNotGoThrough());
    }

    [Fact]
    public void What_a_host_cannot_do_never_counts_as_done()
    {
        Assert.Throws<VpcUsageException>(() => _network.From("customer").Ping("WebServer", count: 0));
        var attempt = _network.From("customer").Ping("WebServer", bytes: 9000);
        Assert.Contains("could not be done", Assert.Throws<VpcAssertionException>(() => attempt.ShouldEndWithin(TimeSpan.FromDays(1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(-1)]
    public void A_port_is_a_number_from_1_to_65535(int port) =>
        Assert.Contains($"from 1 to 65535, not {port}", Assert.Throws<VpcUsageException>(() => _network.From("customer").Connect("WebServer", port)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_attempt_explains_itself()
    {
        string text = _network.From("customer").Connect("WebServer", 443).Explain();
        Assert.StartsWith("connect customer -> WebServer:443: connected", text, StringComparison.Ordinal);
        Assert.Contains("delivered to WebServer", text, StringComparison.Ordinal);
    }
}
