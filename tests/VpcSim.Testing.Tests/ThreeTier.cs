using static VpcSim.Testing.Traffic;

namespace VpcSim.Testing.Tests;

/// <summary>A web server that the internet reaches, and an application server and a database that it does not.</summary>
internal static class ThreeTier
{
    public static Building.DesignBuilder Design() => Testing.Design.Create()
        .Vpc("10.0.0.0/16")
        .InternetGateway("InternetGateway")
        .Subnet("PublicSubnet", "10.0.1.0/24", subnet => subnet.Route("0.0.0.0/0", "InternetGateway"))
        .Subnet("AppSubnet", "10.0.2.0/24", subnet => subnet.Route("0.0.0.0/0", "NatGateway"))
        .Subnet("DbSubnet", "10.0.3.0/24", subnet => subnet.NetworkAcl("DbAcl"))
        .NatGateway("NatGateway", "PublicSubnet")
        .NetworkAcl("DbAcl", acl => acl.AllowIn(100, Tcp(5432), "10.0.2.0/24").AllowOut(100, Tcp(1024, 65535), "10.0.2.0/24"))
        .SecurityGroup("WebSg", group => group.AllowIn(Tcp(443), "0.0.0.0/0"))
        .SecurityGroup("AppSg", group => group.AllowIn(Tcp(8080), "WebSg"))
        .SecurityGroup("DbSg", group => group.AllowIn(Tcp(5432), "AppSg"))
        .Instance("WebServer", "PublicSubnet", instance => instance.SecurityGroup("WebSg").PrivateAddress("10.0.1.10").ElasticIp().Listens(443, responseBytes: 20_000))
        .Instance("AppServer", "AppSubnet", instance => instance.SecurityGroup("AppSg").PrivateAddress("10.0.2.10").Listens(8080))
        .Instance("Database", "DbSubnet", instance => instance.SecurityGroup("DbSg").PrivateAddress("10.0.3.10").Listens(5432))
        .OnInternet("customer", "198.51.100.7")
        .OnInternet("site", "203.0.113.9")
        .Listen("site", 443);
}
