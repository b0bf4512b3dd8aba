namespace VpcSim.Testing.Tests;

public class ChangeTests
{
    private readonly SimulatedNetwork _network = ThreeTier.Design().Start();

    // EC2 guide, "Security group connection tracking": "If you remove a rule … tracked connections are not interrupted"; a flow is not tracked where rules allow it
    // to or from everywhere and everything back. docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
    [Fact]
    public void A_tracked_connection_outlives_the_rule_that_let_it_in_and_a_new_one_does_not()
    {
        var open = _network.From("WebServer").Connect("AppServer", 8080, hold: TimeSpan.FromMinutes(5));
        _network.Clock.Advance(TimeSpan.FromMinutes(1));
        _network.Change("revoke-security-group-ingress: { group: AppSg, protocol: tcp, port: 8080, source-group: WebSg }");
        Assert.False(open.IsOver);
        var next = _network.From("WebServer").Connect("AppServer", 8080);
        open.ShouldConnect();
        next.ShouldTimeOut().ShouldBeDropped("ENI_SG_RULES_MISMATCH");
    }

    // The same page: "untracked connections are immediately interrupted".
    [Fact]
    public void A_connection_that_everybody_may_open_is_not_tracked_and_ends_with_its_rule()
    {
        var open = _network.From("customer").Connect("WebServer", 443, hold: TimeSpan.FromMinutes(5));
        _network.Clock.Advance(TimeSpan.FromMinutes(1));
        _network.Change("revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 443, cidr: 0.0.0.0/0 }");
        open.ShouldTimeOut().ShouldBeDropped("ENI_SG_RULES_MISMATCH", by: "WebServer");
    }

    // VPC guide, "Control subnet traffic with network access control lists": stateless, changes apply to the subnet's traffic at once.
    // docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
    [Fact]
    public void A_network_ACL_cuts_also_connections_that_are_open()
    {
        var open = _network.From("AppServer").Connect("Database", 5432, hold: TimeSpan.FromMinutes(5));
        _network.Clock.Advance(TimeSpan.FromMinutes(1));
        _network.Change("delete-network-acl-entry: { network-acl: DbAcl, rule-number: 100, egress: true }");
        open.ShouldBeDropped("SUBNET_ACL_RESTRICTION", by: "DbAcl");
    }

    [Fact]
    public void The_key_of_a_change_that_needs_one_stands_alone()
    {
        _network.Change("delete-nat-gateway: NatGateway");
        _network.From("AppServer").Connect("site", 443).ShouldBeDropped("BAD_STATE_ROUTE");
    }

    [Fact]
    public void What_AWS_refuses_fails_with_its_code_and_changes_nothing()
    {
        const string Twice = "authorize-security-group-ingress: { group: WebSg, protocol: tcp, port: 443, cidr: 0.0.0.0/0 }";
        Assert.Contains("InvalidPermission.Duplicate", Assert.Throws<VpcAssertionException>(() => _network.Change(Twice)).Message, StringComparison.Ordinal);
        _network.ShouldRefuse(Twice, "InvalidPermission.Duplicate");
        Assert.Contains("expected refused InvalidRoute.NotFound, got InvalidPermission.Duplicate", Assert.Throws<VpcAssertionException>(() => _network.ShouldRefuse(Twice, "InvalidRoute.NotFound")).Message, StringComparison.Ordinal);
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
    }

    [Fact]
    public void What_AWS_takes_fails_where_a_refusal_is_expected() =>
        Assert.Contains(
            "AWS takes the change",
            Assert.Throws<VpcAssertionException>(() => _network.ShouldRefuse("delete-nat-gateway: NatGateway", "NatGatewayNotFound")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("revoke-security-grop-ingress: { group: WebSg }", "revoke-security-group-ingress")]
    [InlineData("delete-nat-gateway: NatGatway", "NatGateway")]
    [InlineData("delete-route: { route-tabel: AppSubnetRouteTable, destination: 0.0.0.0/0 }", "route-table")]
    [InlineData("delete-route: { route-table: AppSubnetRouteTable, destination: everywhere }", "'everywhere' is no block")]
    [InlineData("close the door", "an action and its keys")]
    [InlineData("delete-route: {", "delete-route: {\n  ")]
    public void A_request_that_is_none_is_answered_with_what_it_may_have_meant(string request, string words) =>
        Assert.Contains(words, Assert.Throws<VpcUsageException>(() => _network.Change(request)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_change_launches_is_a_host_from_then_on()
    {
        _network.Change("run-instances: { name: Second, subnet: PublicSubnet, groups: WebSg }");
        _network.From("WebServer").Connect("Second", 443).ShouldBeRefused();
    }
}
