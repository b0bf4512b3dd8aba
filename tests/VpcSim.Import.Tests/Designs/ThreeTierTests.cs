using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Import.Tests.Designs;

/// <summary>The repository's own example, <c>docs/examples/three-tier/template.yaml</c>.</summary>
public class ThreeTierTests
{
    private static readonly Lazy<ImportResult> _loaded = new(() =>
        DesignImporter.Load(Path.Combine(Repository.Root, "docs", "examples", "three-tier", "template.yaml"), new ImportOptions()));

    private static Design Design => Templates.Succeeded(_loaded.Value).Design;

    [Theory]
    [InlineData("WebServer", "PublicSubnet", "10.0.1.10", "2600:1f18:1a4c:9501::4", true)]
    [InlineData("Bastion", "PublicSubnet", "10.0.1.20", "", true)]
    [InlineData("AppServer", "AppSubnet", "10.0.2.10", "2600:1f18:1a4c:9502::4", false)]
    [InlineData("Database", "DbSubnet", "10.0.3.10", "", false)]
    public void Every_host_has_its_subnet_and_addresses(string name, string subnet, string address, string ipv6, bool isPublic)
    {
        NetworkInterface eni = Design.NetworkInterfaces.Single(n => n.Name == name);
        Assert.Equal(subnet, Design.Subnets.Single(s => s.Id == eni.SubnetId).Name);
        Assert.Equal(address, eni.PrivateAddresses.Single().Address.ToString());
        Assert.Equal(ipv6, string.Join(",", eni.Ipv6Addresses));
        Assert.Equal(isPublic, eni.PrivateAddresses[0].PublicAddress is not null);
    }

    [Fact]
    public void The_web_servers_public_address_is_its_Elastic_IP() =>
        Assert.Equal(Design.ElasticIps.Single(e => e.Name == "WebEip").PublicAddress, Design.NetworkInterfaces.Single(n => n.Name == "WebServer").PrivateAddresses[0].PublicAddress);

    [Theory]
    [InlineData("PublicRouteTable", "0.0.0.0/0 -> igw-", "::/0 -> igw-", "192.168.0.0/16 -> vgw-")]
    [InlineData("PrivateRouteTable", "0.0.0.0/0 -> nat-", "::/0 -> eigw-", "pl-63a5400a -> vpce-", "192.168.0.0/16 -> vgw-")]
    [InlineData("DbRouteTable", "pl-63a5400a -> vpce-", "192.168.0.0/16 -> vgw-")]
    public void Every_route_table_has_its_routes(string table, params string[] routes)
    {
        string[] found = [.. Design.RouteTables.Single(t => t.Name == table).Routes.Select(r => r.ToString()).Where(r => !r.EndsWith("local", StringComparison.Ordinal))];
        Assert.Equal(routes.Length, found.Length);
        Assert.All(routes, route => Assert.Contains(found, f => f.StartsWith(route, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_database_subnets_network_ACL_lets_TCP_in_and_out()
    {
        string acl = Design.Subnets.Single(s => s.Name == "DbSubnet").NetworkAclId!;
        Assert.Equal(
            ["inbound 100 allow tcp 5432 10.0.2.0/24", "inbound 110 allow tcp 1024-65535 10.0.0.0/16",
             "outbound 100 allow tcp 1024-65535 10.0.2.0/24", "outbound 110 allow tcp 443 10.0.2.0/24"],
            Design.NetworkAcls.Single(a => a.Id == acl).Entries.Select(e => e.ToString()));
    }

    [Fact]
    public void The_database_group_reaches_the_endpoint_alone()
    {
        var group = Design.SecurityGroups.Single(g => g.Name == "DbSg");
        Assert.Equal($"tcp 443 {Design.SecurityGroups.Single(g => g.Name == "EndpointSg").Id}", Assert.Single(group.Egress).ToString());
        Assert.Equal($"tcp 5432 {Design.SecurityGroups.Single(g => g.Name == "AppSg").Id}", Assert.Single(group.Ingress).ToString());
    }

    [Fact]
    public void Gateways_and_endpoints_are_there()
    {
        Assert.Equal("10.0.1.100", Design.NatGateways.Single().PrivateIpAddress.ToString());
        Assert.Equal("192.168.0.0/16", Design.VpnConnections.Single().Routes.Single().ToString());
        Assert.Equal(["com.amazonaws.us-east-1.s3", "com.amazonaws.us-east-1.secretsmanager"], Design.VpcEndpoints.Select(e => e.ServiceName));
        Assert.Equal(["t3.nano", "t3.micro", "t3.small", "t3.medium"], Design.Instances.Select(i => i.InstanceType));
    }

    [Fact]
    public void The_flow_log_is_the_VPCs_every_minute()
    {
        FlowLog log = Design.FlowLogs.Single();
        Assert.Equal((FlowLogResource.Vpc, TrafficType.All, 60, "/vpc/three-tier/flow-logs"), (log.ResourceType, log.TrafficType, log.MaxAggregationIntervalSeconds, log.LogGroupName));
    }

    [Fact]
    public void Nothing_is_left_unmodelled() => Assert.Empty(_loaded.Value.Findings);

    [Fact]
    public void Two_imports_give_the_same_design()
    {
        ImportResult again = DesignImporter.Load(Path.Combine(Repository.Root, "docs", "examples", "three-tier", "template.yaml"), new ImportOptions());
        Assert.Equal(Design.NetworkInterfaces.Select(n => (n.Id, n.Name, string.Join(",", n.PrivateAddresses))),
            again.Design.NetworkInterfaces.Select(n => (n.Id, n.Name, string.Join(",", n.PrivateAddresses))));
        Assert.Equal(_loaded.Value.Findings, again.Findings);
    }
}
