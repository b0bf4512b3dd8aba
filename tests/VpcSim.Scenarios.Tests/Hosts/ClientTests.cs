using System.Buffers.Binary;
using System.Text;
using VpcSim.DataPath.Services;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Hosts;

/// <summary>What processes on hosts ask services for, and what they make of the answers or of none.</summary>
public class ClientTests
{
    private const long Second = 1_000_000_000;

    private static DesignBuilder Design => DesignBuilder.OneSubnet.Eni("web", "10.0.1.10", metadata: MetadataOptions.Default).Eni("dns", "10.0.1.53");

    [Fact] // resolv.conf(5): timeout 5 s, 2 attempts
    public void A_resolver_asks_twice_and_waits_five_seconds_each()
    {
        ActionResult resolve = new Living(Design).Do(new Resolve("web", "example.com"));
        Assert.Equal((ActionOutcome.TimedOut, 2, 10.0), (resolve.Outcome, resolve.Requests, Living.Took(resolve)));
    }

    [Theory]
    [InlineData("a.example.com", ActionOutcome.Answered, "10.0.1.10")]
    [InlineData("b.example.com", ActionOutcome.Failed, "NXDOMAIN")]
    [InlineData("a..example.com", ActionOutcome.Failed, "'a..example.com' is no domain name")]
    public void A_resolver_says_what_the_server_answered(string name, ActionOutcome outcome, string answer)
    {
        ActionResult resolve = new Living(Design).Udp("dns", 53, application: new Names()).Do(new Resolve("web", name) { Server = "dns" });
        Assert.Equal((outcome, answer), (resolve.Outcome, resolve.Answer));
    }

    [Fact]
    public void A_name_is_resolved_before_it_is_connected_to()
    {
        Living world = new Living(Design).Tcp("web", 80);
        world.Simulation.AddService(VpcService.AmazonDns, "Amazon DNS").Run(new HostService(17, 53) { Datagrams = new Names() });
        ActionResult connect = world.Do(new Connect("dns", "a.example.com", 80));
        Assert.Equal(ActionOutcome.Connected, connect.Outcome);
    }

    [Fact]
    public void A_closed_port_is_refused_by_ICMP_port_unreachable()
    {
        ActionResult send = new Living(Design).Do(new Send("web", "dns", 53));
        Assert.Equal((ActionOutcome.Refused, 0.0), (send.Outcome, Living.Took(send)));
        Assert.Equal(1, send.ReturnPackets);
    }

    [Theory] // EC2 guide, "Configure the Instance Metadata Service options": the hop limit of the PUT response; 2 for containers
    [InlineData(1, 0, ActionOutcome.Answered)]
    [InlineData(1, 1, ActionOutcome.TimedOut)]
    [InlineData(2, 1, ActionOutcome.Answered)]
    public void A_session_token_comes_no_further_than_its_hop_limit(byte hopLimit, int containerHops, ActionOutcome outcome)
    {
        ActionResult metadata = Metadata(hopLimit).Do(new Metadata("web", "/latest/meta-data/instance-id") { ContainerHops = containerHops });
        Assert.Equal(outcome, metadata.Outcome);
        Assert.Equal(outcome == ActionOutcome.Answered ? "i-web" : "no response for the session token", metadata.Answer);
    }

    [Theory] // EC2 guide, "Limit access to the Instance Metadata Service": iptables … --match owner --uid-owner apache --jump REJECT
    [InlineData("apache", ActionOutcome.Refused)]
    [InlineData("root", ActionOutcome.Answered)]
    public void The_firewall_on_the_instance_keeps_a_user_from_the_metadata_service(string user, ActionOutcome outcome)
    {
        Living world = Metadata(1, new FirewallRule(FirewallAction.Reject) { Outbound = true, Protocol = 6, Peer = Model.Addressing.Cidr.Parse("169.254.169.254/32"), User = "apache" });
        Assert.Equal(outcome, world.Do(new Metadata("web", "/latest/meta-data/instance-id") { User = user }).Outcome);
    }

    [Fact] // VPC guide, "Security groups": they do not filter traffic to the metadata service
    public void No_security_group_keeps_anybody_from_the_metadata_service()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.Group("none").Eni("web", "10.0.1.10", "none", metadata: MetadataOptions.Default);
        var world = new Living(design);
        world.Simulation.AddService(VpcService.InstanceMetadata, "metadata").Run(new HostService(6, 80) { Streams = new MetadataService(1) });
        Assert.Equal(ActionOutcome.Answered, world.Do(new Metadata("web", "/latest/meta-data/instance-id")).Outcome);
    }

    [Fact] // EC2 guide, "Configure the Instance Metadata Service options": HttpEndpoint disabled
    public void A_metadata_service_that_is_off_answers_nothing()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.Eni("web", "10.0.1.10", metadata: MetadataOptions.Default with { HttpEndpoint = false });
        var world = new Living(design);
        world.Simulation.AddService(VpcService.InstanceMetadata, "metadata").Run(new HostService(6, 80) { Streams = new MetadataService(1) });
        ActionResult metadata = world.Do(new Metadata("web", "/latest/meta-data/instance-id"));
        Assert.Equal((ActionOutcome.TimedOut, DataPath.Trace.DropReason.InstanceMetadataDisabled), (metadata.Outcome, metadata.FirstDrop!.Verdict.Reason));
    }

    [Fact]
    public void A_host_without_an_answer_from_DHCP_asks_four_times()
    {
        ActionResult boot = new Living(Design).Do(new Boot("web"));
        Assert.Equal((ActionOutcome.TimedOut, 4, 60.0), (boot.Outcome, boot.Requests, Living.Took(boot)));
    }

    [Fact]
    public void An_outside_host_does_not_boot_by_DHCP() =>
        Assert.Equal(ActionOutcome.Failed, new Living(Design).Outside("customer", "198.51.100.7").Do(new Boot("customer")).Outcome);

    [Fact]
    public void A_time_server_s_answer_tells_the_offset()
    {
        ActionResult time = new Living(Design).Udp("dns", 123, application: new Clock()).Do(new Time("web") { Server = "dns" });
        Assert.Equal((ActionOutcome.Answered, "stratum 3, offset 1000000000 ns"), (time.Outcome, time.Answer));
    }

    [Fact]
    public void Windows_is_activated_by_a_key_management_service()
    {
        Assert.Equal((ActionOutcome.Answered, "activated"), Of(new Living(Design).Tcp("dns", 1688, application: new KeyManagement())));
        Assert.Equal(ActionOutcome.Refused, Of(new Living(Design)).Item1);

        static (ActionOutcome, string) Of(Living world)
        {
            ActionResult activate = world.Do(new Activate("web") { Server = "dns" });
            return (activate.Outcome, activate.Answer);
        }
    }

    [Theory]
    [InlineData("http://dns/index.html", ActionOutcome.Answered, "HTTP 200, 30000 bytes")]
    [InlineData("http://10.0.1.53:8080/", ActionOutcome.Refused, "no whole response came")]
    [InlineData("gopher://dns/", ActionOutcome.Failed, "'gopher://dns/' is no URL such as http://WebServer/index.html")]
    public void A_page_is_fetched_by_HTTP(string url, ActionOutcome outcome, string answer)
    {
        ActionResult fetch = new Living(Design).Tcp("dns", 80, responseBytes: 30_000).Do(new Fetch("web", url));
        Assert.Equal((outcome, answer), (fetch.Outcome, fetch.Answer));
    }

    [Fact]
    public void A_process_waits_as_long_as_it_is_told()
    {
        ActionResult connect = new Living(Design).Do(new Connect("web", "10.0.1.99", 80) { TimeoutNs = 3 * Second });
        Assert.Equal((ActionOutcome.TimedOut, 3.0), (connect.Outcome, Living.Took(connect)));
    }

    private static Living Metadata(byte hopLimit, FirewallRule? rule = null)
    {
        var world = new Living(Design);
        if (rule is not null) world.Firewall("web", rule);
        world.Simulation.AddService(VpcService.InstanceMetadata, "metadata").Run(new HostService(6, 80) { Streams = new MetadataService(hopLimit) });
        return world;
    }

    private sealed class MetadataService(byte hopLimit) : IStreamApplication
    {
        public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended)
        {
            if (ended) return null;
            string request = Encoding.ASCII.GetString(received);
            bool put = request.StartsWith("PUT /latest/api/token", StringComparison.Ordinal);
            if (!put && !request.Contains("X-aws-ec2-metadata-token: secret", StringComparison.Ordinal)) return Response("401 Unauthorized", "");
            return put ? Response("200 OK", "secret") with { Ttl = hopLimit } : Response("200 OK", $"i-{simulation.Design.NetworkInterfaces[caller.Interface].Name}");
        }

        private static StreamAnswer Response(string status, string body) => new(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    private sealed class Names : IDatagramApplication
    {
        public byte[]? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> question)
        {
            byte[] answer = [.. question, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 1, 10];
            answer[2] |= 0x80;
            if (question[13] == (byte)'b')
            {
                answer[3] |= 3;
                return answer[..question.Length];
            }
            answer[7] = 1;
            return answer;
        }
    }

    private sealed class Clock : IDatagramApplication
    {
        public byte[]? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> question)
        {
            byte[] answer = new byte[48];
            (answer[0], answer[1]) = (0x24, 3);
            uint seconds = BinaryPrimitives.ReadUInt32BigEndian(question[40..]) + 1; // a second fast
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(32), seconds);
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(40), seconds);
            return answer;
        }
    }

    private sealed class KeyManagement : IStreamApplication
    {
        public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended)
        {
            if (ended || received.Length < 16) return null;
            byte[] answer = new byte[32];
            (answer[0], answer[2], answer[8]) = (5, (byte)(received[2] == 11 ? 12 : 2), 32);
            return new StreamAnswer(answer);
        }
    }
}
