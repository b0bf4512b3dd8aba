using VpcSim.Model.Designs;
using VpcSim.Model.Subnets;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Tracing;

/// <summary>What the ends of a trace may be called, and what they stand for. (<c>docs/trace.md</c>, "Ends")</summary>
public class TraceEndTests
{
    private const string Web = "10.0.1.10", App = "10.0.2.20", Public = "198.51.100.10";

    [Theory]
    [InlineData("web", "app:443", "10.0.1.10 > 10.0.2.20")]
    [InlineData("eni-web", "10.0.2.20:443", "10.0.1.10 > 10.0.2.20")]
    [InlineData("10.0.1.10", "eni-app:443", "10.0.1.10 > 10.0.2.20")]
    [InlineData("198.51.100.10", "app:443", "10.0.1.10 > 10.0.2.20")]
    [InlineData("2001:db8::10", "app:443", "2001:db8::10 > 2001:db8:0:1::20")]
    [InlineData("web", "[2001:db8:0:1::20]:443", "2001:db8::10 > 2001:db8:0:1::20")]
    [InlineData("internet", "web:443", "192.0.2.1 > 10.0.1.10")]
    [InlineData("igw", "198.51.100.10:443", "192.0.2.1 > 198.51.100.10")]
    [InlineData("internet", "[2001:db8::10]:443", "2001:db8::1 > 2001:db8::10")]
    [InlineData("203.0.113.9", "web:443", "203.0.113.9 > 10.0.1.10")]
    [InlineData("vgw", "web:443", "192.168.0.1 > 10.0.1.10")]
    [InlineData("vgw-connection", "web:443", "192.168.0.1 > 10.0.1.10")]
    [InlineData("cgw-vgw", "web:443", "192.168.0.1 > 10.0.1.10")]
    [InlineData("192.168.7.7", "web:443", "192.168.7.7 > 10.0.1.10")]
    [InlineData("web", "internet:443", "10.0.1.10 > 192.0.2.1")]
    [InlineData("web", "igw:443", "10.0.1.10 > 192.0.2.1")]
    [InlineData("web", "vgw:443", "10.0.1.10 > 192.168.0.1")]
    [InlineData("web", "pl-list:443", "10.0.1.10 > 203.0.113.1")]
    [InlineData("b", "web:443", "10.0.2.4 > 10.0.1.10")]
    [InlineData("web", "dns", "10.0.1.10 > 169.254.169.253")]
    [InlineData("web", "metadata", "10.0.1.10 > 169.254.169.254")]
    [InlineData("web", "time", "10.0.1.10 > 169.254.169.123")]
    [InlineData("web", "licensing", "10.0.1.10 > 169.254.169.250")]
    public void An_end_is_understood(string from, string to, string ends)
    {
        Traced traced = Traced.Of(Builder(), from, to);
        Assert.Equal(ends, traced.Ends);
        Assert.True(traced.Trace.IsDelivered, $"{traced.Forward}; {traced.Return}");
    }

    [Theory]
    [InlineData("web", "web:443", "10.0.1.10 > 10.0.1.10", "delivered to web")]
    [InlineData("web", "10.0.2.77:443", "10.0.1.10 > 10.0.2.77", "dropped NO_POSSIBLE_DESTINATION by vpc")]
    public void An_address_need_not_be_another_interfaces(string from, string to, string ends, string forward)
    {
        Traced traced = Traced.Of(Builder(), from, to);
        Assert.Equal((ends, forward), (traced.Ends, traced.Forward));
    }

    [Fact]
    public void A_subnet_stands_for_a_new_interface_with_the_default_group()
    {
        Traced inwards = Traced.Of(Builder(), "web", "b:443"), outwards = Traced.Of(Builder(), "b", "web:443");
        Assert.Equal("dropped ENI_SG_RULES_MISMATCH by b/new-interface", inwards.Forward); // the default group lets in only its own members
        Assert.Contains(inwards.Trace.Plan.Notes, note => note.Contains("b stands for a new interface in it, 10.0.2.4", StringComparison.Ordinal));
        Assert.Equal(("delivered to web", "delivered to b/new-interface"), (outwards.Forward, outwards.Return));
        Assert.Equal("dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS by igw", Traced.Of(Builder(), "b", "internet:443").Forward);
        Assert.Equal("delivered to igw", Traced.Of(Written(subnet => subnet with { MapPublicIpOnLaunch = true }), "b", "internet:443").Forward);
    }

    [Theory]
    [InlineData(true, true, "delivered to secrets")]
    [InlineData(false, true, "delivered to igw")]
    [InlineData(true, false, "delivered to igw")]
    public void A_service_is_what_the_senders_DNS_says(bool privateDns, bool hostnames, string forward)
    {
        Design written = Builder().Group("https", "in tcp 443 from 0.0.0.0/0").InterfaceEndpoint("secrets", "10.0.2.30", "https").Written;
        Design design = DesignBuilder.Complete(written with
        {
            VpcEndpoints = [.. written.VpcEndpoints.Select(endpoint => endpoint with { PrivateDnsEnabled = privateDns && hostnames })],
            Vpcs = [.. written.Vpcs.Select(vpc => vpc with { EnableDnsHostnames = hostnames })],
        });
        Assert.Equal(forward, Traced.Of(design, "web", "secretsmanager").Forward);
    }

    [Fact]
    public void S3_goes_by_the_gateway_endpoint_where_the_route_table_has_it()
    {
        DesignBuilder design = Builder().GatewayEndpoint("s3", "s3", "main");
        Assert.Equal(("delivered to s3", "delivered to web"), (Traced.Of(design, "web", "com.amazonaws.us-east-1.s3").Forward, Traced.Of(design, "web", "s3:443").Return));
        Assert.Equal("delivered to igw", Traced.Of(Builder(), "web", "s3").Forward);
    }

    [Theory]
    [InlineData("wbe", "app:443", "From: nothing in the design is called 'wbe'; the nearest names are ")]
    [InlineData("web", "ap:443", "To: nothing in the design is called 'ap'; the nearest names are ")]
    [InlineData("web", "app", "To: tcp needs a port; write --to app:443, or another --protocol")]
    [InlineData("web", "2001:db8::20", "To: tcp needs a port; write --to [2001:db8::20]:443, or another --protocol")]
    [InlineData("web", "app:70000", "To: '70000' is no port; write 0 to 65535 behind the colon of 'app'")]
    [InlineData("web", "ap:70000", "To: nothing in the design is called 'ap'; the nearest names are ")]
    [InlineData("web", "[2001:db8::20:443", "To: '[2001:db8::20:443' lacks a bracket")]
    [InlineData("10.0.2.77", "web:443", "From: no interface owns 10.0.2.77; trace from its subnet, b, for a new interface in it")]
    [InlineData("10.0.77.1", "web:443", "From: no interface owns 10.0.77.1, and no subnet of vpc holds it")]
    [InlineData("vpc", "web:443", "From: vpc is a whole VPC; name one of its subnets, or an interface")]
    [InlineData("nat", "web:443", "From: nat is a NAT gateway and sends nothing by itself")]
    [InlineData("main", "web:443", "From: main sends nothing by itself; name an instance, an interface, a subnet, a gateway or an address")]
    [InlineData("web", "main:443", "To: main receives nothing by itself")]
    [InlineData("app-only", "[2001:db8::10]:443", "From: app-only has no IPv6 address, and [2001:db8::10]:443 has no other")]
    public void What_cannot_be_an_end_is_refused_with_the_remedy(string from, string to, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Traced.ProblemsOf(Builder().Eni("app-only", "10.0.2.21"), from, to)), StringComparison.Ordinal);

    [Fact]
    public void Several_problems_are_told_at_once()
    {
        string[] problems = Traced.ProblemsOf(Builder(), "wbe", "nobody:443", protocol: "tcp", icmpType: 3);
        Assert.Equal(["From", "To", "IcmpType"], problems.Select(problem => problem.Split(':')[0]));
    }

    [Fact]
    public void A_port_is_refused_where_the_protocol_has_none() =>
        Assert.Equal(["To: protocol icmp has no ports; leave ':443' out"], Traced.ProblemsOf(Builder(), "web", "app:443", protocol: "icmp"));

    private static Design Written(Func<Subnet, Subnet> change)
    {
        Design written = Builder().Written;
        return DesignBuilder.Complete(written with { Subnets = [.. written.Subnets.Select(change)] });
    }

    private static DesignBuilder Builder() => new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Vpn("vgw", "192.168.0.0/16")
        .PrefixList("list", "203.0.113.0/24").Main("0.0.0.0/0 igw", "::/0 igw", "192.168.0.0/16 vgw")
        .Subnet("a", "10.0.1.0/24", "2001:db8::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:1::/64").Subnet("c", "10.0.3.0/24")
        .Nat("nat", "c", "10.0.3.220", "198.51.100.20").Eni("web", $"{Web} 2001:db8::10", publicAddress: Public).Eni("app", $"{App} 2001:db8:0:1::20");
}
