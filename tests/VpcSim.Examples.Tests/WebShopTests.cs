using VpcSim.Testing;
using static VpcSim.Testing.Traffic;

namespace VpcSim.Examples.Tests;

/// <summary>A network that is written in the test: a public web server, a private application server behind a NAT gateway, a database behind a network ACL.</summary>
public class WebShopTests
{
    private readonly SimulatedNetwork _vpc = Design.Create()
        .Vpc("10.0.0.0/16")
        .InternetGateway("InternetGateway")
        .Subnet("PublicSubnet", "10.0.1.0/24", subnet => subnet.Route("0.0.0.0/0", "InternetGateway"))
        .Subnet("AppSubnet", "10.0.2.0/24", subnet => subnet.Route("0.0.0.0/0", "NatGateway"))
        .Subnet("DbSubnet", "10.0.3.0/24", subnet => subnet.NetworkAcl("DbAcl"))
        .NatGateway("NatGateway", "PublicSubnet")
        .NetworkAcl("DbAcl", acl => acl
            .AllowIn(100, Tcp(5432), "10.0.2.0/24")
            .AllowOut(100, Tcp(1024, 65535), "10.0.2.0/24"))
        .SecurityGroup("WebSg", group => group.AllowIn(Tcp(443), "0.0.0.0/0"))
        .SecurityGroup("AppSg", group => group.AllowIn(Tcp(8080), "WebSg"))
        .SecurityGroup("DbSg", group => group.AllowIn(Tcp(5432), "AppSg"))
        .Instance("WebServer", "PublicSubnet", instance => instance.SecurityGroup("WebSg").ElasticIp().Listens(443, responseBytes: 20_000))
        .Instance("AppServer", "AppSubnet", instance => instance.SecurityGroup("AppSg").Listens(8080))
        .Instance("Database", "DbSubnet", instance => instance.SecurityGroup("DbSg").Listens(5432))
        .OnInternet("customer", "198.51.100.7")
        .OnInternet("payments", "203.0.113.9").Listen("payments", 443)
        .Start();

    [Fact]
    public void Customers_reach_the_web_server() =>
        _vpc.From("customer").Connect("WebServer", 443, sendBytes: 500).ShouldConnect().ShouldReceive(20_000);

    [Fact]
    public void Nobody_logs_in_from_the_internet() =>
        _vpc.From("customer").Connect("WebServer", 22).ShouldTimeOut().ShouldBeDropped("ENI_SG_RULES_MISMATCH", by: "WebServer");

    [Fact]
    public void The_application_pays_through_the_NAT_gateway() =>
        _vpc.From("AppServer").Connect("payments", 443).ShouldConnect().ShouldGoThrough("NatGateway", "InternetGateway");

    [Fact]
    public void The_database_is_the_application_s_alone()
    {
        _vpc.Always("AppServer", "Database", Tcp(5432));
        _vpc.Never("internet", "Database");
        _vpc.Never("WebServer", "Database");
    }

    [Fact]
    public void A_rule_that_is_revoked_keeps_the_next_customer_out()
    {
        _vpc.From("customer").Connect("WebServer", 443).ShouldConnect();
        _vpc.Change("revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 443, cidr: 0.0.0.0/0 }");
        _vpc.From("customer").Connect("WebServer", 443).ShouldTimeOut();
    }

    [Fact]
    public void Flow_logs_tell_of_both()
    {
        _vpc.From("customer").Connect("WebServer", 443).ShouldConnect();
        _vpc.Clock.Advance(TimeSpan.FromMinutes(10));
        _vpc.From("customer").Connect("WebServer", 22).ShouldTimeOut();
        _vpc.FlowLogs
            .ShouldContain(record => record.Of("WebServer").DestinationPort(443).Accept())
            .ShouldContain(record => record.Of("WebServer").DestinationPort(22).Reject())
            .ShouldNotContain(record => record.Of("Database"));
    }
}
