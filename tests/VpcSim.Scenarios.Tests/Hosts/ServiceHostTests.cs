using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Hosts;

/// <summary>Hosts behind endpoints, transit gateways and public addresses, and what flow logs say of their connections.</summary>
public class ServiceHostTests
{
    private const long Second = 1_000_000_000;
    private const string S3 = "52.216.8.10"; // in S3's published ranges of us-east-1

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": no internet gateway or NAT device is needed
    public void S3_answers_behind_a_gateway_endpoint()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.GatewayEndpoint("s3", "s3", "main").Main().Eni("web", "10.0.1.10");
        var world = new Living(design);
        world.Simulation.AddEndpointService(0, "S3").Run(new HostService(6, 80) { ResponseBytes = 10_000 });
        ActionResult fetch = world.Do(new Fetch("web", $"http://{S3}/bucket/key"));
        Assert.Equal((ActionOutcome.Answered, "HTTP 200, 10000 bytes"), (fetch.Outcome, fetch.Answer));
        Assert.Equal((ComponentKind.VpcEndpoint, DataPath.EntryKind.GatewayEndpoint), (fetch.Forward!.Verdict.Component, fetch.Return!.Entry!.Value.Kind));
    }

    [Fact] // AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint"
    public void A_service_answers_behind_an_interface_endpoint_if_its_groups_let_it()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.Group("https", "in tcp 443 from 10.0.0.0/16").InterfaceEndpoint("secrets", "10.0.1.50", "https").Eni("web", "10.0.1.10");
        var world = new Living(design);
        world.Simulation.HostCalled("10.0.1.50").Run(new HostService(6, 443) { ResponseBytes = 500 });
        Assert.Equal(ActionOutcome.Connected, world.Do(new Connect("web", "10.0.1.50", 443) { SendBytes = 10 }).Outcome);
        Assert.Equal(DropReason.EniSgRulesMismatch, world.Do(new Connect("web", "10.0.1.50", 80)).FirstDrop!.Verdict.Reason);
    }

    [Fact] // Transit Gateway guide, "Getting started with transit gateways"
    public void Hosts_of_two_VPCs_speak_through_a_transit_gateway()
    {
        DesignBuilder design = new DesignBuilder().Transit()
            .Vpc("a", "10.1.0.0/16").Subnet("a", "10.1.1.0/24").Main("10.2.0.0/16 tgw").Eni("one", "10.1.1.10").Attach("a", "a")
            .Vpc("b", "10.2.0.0/16").Subnet("b", "10.2.1.0/24", zone: 'b').Table("back", "10.1.0.0/16 tgw").Subnet("c", "10.2.2.0/24", table: "back", zone: 'b').Eni("two", "10.2.2.10").Attach("b", "b");
        ActionResult connect = new Living(design).Tcp("two", 80, responseBytes: 50_000).Do(new Connect("one", "two", 80) { SendBytes = 10 });
        Assert.Equal((ActionOutcome.Connected, 50_000L, 0L), (connect.Outcome, connect.BytesReceived, connect.Dropped));
    }

    [Fact]
    public void A_public_address_of_the_same_VPC_is_reached_through_the_internet_gateway()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", "10.0.1.10", publicAddress: "203.0.113.10").Eni("db", "10.0.1.20", publicAddress: "203.0.113.20");
        ActionResult connect = new Living(design).Tcp("db", 80, responseBytes: 5_000).Do(new Connect("web", "203.0.113.20", 80) { SendBytes = 10 });
        Assert.Equal((ActionOutcome.Connected, 5_000L), (connect.Outcome, connect.BytesReceived));
        Assert.Equal(("203.0.113.10", "10.0.1.20"), (Text(connect.Forward!.Arrived.Source), Text(connect.Forward.Arrived.Destination)));

        static string Text(Wire.Ip.WireAddress address) => DataPath.WireAddresses.ToIpAddress(address).ToString();
    }

    [Theory] // VPC guide, "Compare NAT gateways and NAT instances", time-out: a NAT gateway returns a RST to whoever goes on behind it after 350 s
    [InlineData(400, ActionOutcome.Reset)]
    [InlineData(300, ActionOutcome.Connected)]
    public void A_connection_that_is_idle_for_350_seconds_is_reset_by_the_NAT_gateway(int seconds, ActionOutcome outcome)
    {
        DesignBuilder design = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Nat("nat", "a", "10.0.1.100", "203.0.113.50")
            .Table("private", "0.0.0.0/0 nat").Subnet("b", "10.0.2.0/24", table: "private").Eni("app", "10.0.2.10");
        ActionResult connect = new Living(design).Outside("mirror", "198.51.100.9").Tcp("mirror", 80, responseBytes: 5).Do(new Connect("app", "mirror", 80) { SendBytes = 10, HoldNs = seconds * Second }, seconds: 5000);
        Assert.Equal((outcome, 5L), (connect.Outcome, connect.BytesReceived));
    }

    [Fact] // VPC guide, "DNS64 and NAT64": IPv6 hosts speak with IPv4 hosts through a NAT gateway
    public void An_IPv6_host_speaks_with_an_IPv4_host_through_NAT64()
    {
        DesignBuilder design = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Table("public", "0.0.0.0/0 igw")
            .Subnet("public", "10.0.0.0/24", table: "public").Nat("nat", "public", "10.0.0.100", "203.0.113.50").Main("64:ff9b::/96 nat")
            .Subnet("private", "10.0.1.0/24", "2001:db8:0:1::/64").Eni("app", "10.0.1.5 2001:db8:0:1::5");
        Living world = new Living(design).Outside("mirror", "198.51.100.9").Tcp("mirror", 80, responseBytes: 100_000).Udp("mirror", 53, responseBytes: 100);
        const string mirror = "64:ff9b::c633:6409";
        ActionResult connect = world.Do(new Connect("app", mirror, 80) { SendBytes = 10 });
        Assert.Equal((ActionOutcome.Connected, 100_000L), (connect.Outcome, connect.BytesReceived));
        Assert.Equal((4, "203.0.113.50"), (connect.Forward!.Arrived.Version, DataPath.WireAddresses.ToIpAddress(connect.Forward.Arrived.Source).ToString()));
        Assert.Equal(ActionOutcome.Refused, world.Do(new Connect("app", mirror, 81)).Outcome);
        Assert.Equal((ActionOutcome.Answered, 100L), Of(world.Do(new Send("app", mirror, 53))));
        Assert.Equal((ActionOutcome.Answered, 56L), Of(world.Do(new Ping("app", mirror))));

        static (ActionOutcome, long) Of(ActionResult result) => (result.Outcome, result.BytesReceived);
    }

    [Fact]
    public void Flow_logs_show_connections_of_hosts_as_those_of_captures()
    {
        using var text = new MemoryStream();
        DesignBuilder design = DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Eni("db", "10.0.1.20");
        var world = new World(design.Written) { Services = [("db", new HostService(6, 5432) { ResponseBytes = 1000 })] };
        using (var logs = new FlowLogRun(design.Complete(), new FlowLogOptions { Text = text }))
        {
            var simulation = new Simulation(world, SimulationOptions.Default, logs.Meter);
            simulation.Do(new Connect("web", "db", 5432) { SendBytes = 100, SourcePort = 40000 });
            Assert.True(simulation.RunToEnd(simulation.NowNs + Second));
            logs.Finish(simulation.LastPacketNs!.Value);
            logs.Commit();
        }
        string[] records = [.. Encoding.ASCII.GetString(text.ToArray()).Split('\n').Where(static line => line.Contains("ACCEPT", StringComparison.Ordinal)).Select(static line => string.Join(' ', line.Split(' ')[3..10]))];
        // client: SYN, ACK, data, FIN, two ACKs; server: SYN-ACK, data, FIN and ACKs
        Assert.Contains("10.0.1.10 10.0.1.20 40000 5432 6 6 348", records);
        Assert.Equal(4, records.Length);
    }

    [Theory]
    [InlineData(0, 56, "a host asks once or more often")]
    [InlineData(1, 70_000, "a packet carries 0 to 65507 bytes")]
    public void What_no_host_can_do_is_refused(int count, int size, string message)
    {
        var world = new Living(DesignBuilder.OneSubnet.Eni("web", "10.0.1.10"));
        Assert.Equal(message, Assert.Throws<SimulationException>(() => world.Do(new Ping("web", "web") { Count = count, Size = size })).Message);
    }

    [Fact]
    public void A_host_outside_needs_an_address_of_its_own_and_something_to_lie_behind()
    {
        Refused("'customer' and 'other' both have the address 198.51.100.7", new OutsideHost("customer", [IpAddress.Parse("198.51.100.7")]), new OutsideHost("other", [IpAddress.Parse("198.51.100.7")]));
        Refused("behind which no host can lie", new OutsideHost("erp", [IpAddress.Parse("192.168.10.5")]) { Behind = "web" });
        Refused("nothing in the design is called 'vpnn'", new OutsideHost("erp", [IpAddress.Parse("192.168.10.5")]) { Behind = "vpnn" });

        static void Refused(string why, params OutsideHost[] hosts)
        {
            var world = new World(DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Written) { OutsideHosts = [.. hosts] };
            string message = Assert.Throws<SimulationException>(() => new Simulation(world, SimulationOptions.Default, new RecordingMeter())).Message;
            Assert.Contains(why, message, StringComparison.Ordinal);
        }
    }
}
