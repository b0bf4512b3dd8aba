using VpcSim.Testing;

namespace VpcSim.Examples.Tests;

/// <summary>A network that is read from the template by which it is deployed.</summary>
public class TemplateTests
{
    private readonly SimulatedNetwork _vpc = Design.Load("template.yaml")
        .Parameter("Environment", "test")
        .OnInternet("customer", "198.51.100.7")
        .OnPremises("erp", "192.168.10.5", behind: "VpnConnection")
        .Listen("WebServer", 443)
        .Start();

    [Fact]
    public void The_web_server_is_open_at_443() => _vpc.From("customer").Connect("WebServer", 443).ShouldConnect();

    [Fact]
    public void The_office_is_behind_the_VPN_connection() => _vpc.From("WebServer").Ping("erp", count: 3).ShouldBeAnswered(times: 3).ShouldGoThrough("VpnGateway");

    [Fact]
    public void The_database_is_not_on_the_internet() => _vpc.Never("internet", "Database");
}
