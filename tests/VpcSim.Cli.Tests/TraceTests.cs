using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim trace</c>: what it prints, its JSON, and what it refuses.</summary>
public class TraceTests
{
    [Theory]
    [InlineData("refused", 1, "WebServer", "Database:5432")]
    [InlineData("tracked", 0, "WebServer", "AppServer:8080")]
    [InlineData("through-nat", 0, "AppServer", "198.51.100.7:443")]
    [InlineData("from-the-internet", 0, "internet", "WebServer:443")]
    [InlineData("from-the-office", 1, "VpnConnection", "AppServer:8080")]
    [InlineData("subnet", 0, "AppSubnet", "s3")]
    [InlineData("service", 0, "AppServer", "dns")]
    [InlineData("ipv6", 0, "WebServer", "[2001:db8:77::7]:443")]
    public void A_trace_is_printed_as_expected(string name, int status, string from, string to)
    {
        Ran text = Trace("--from", from, "--to", to), json = Trace("--from", from, "--to", to, "--json");
        ExpectedText.Holds($"trace-{name}.txt", text.Out);
        ExpectedText.Holds($"trace-{name}.json", json.Out);
        Assert.Equal((status, status), (text.Status, json.Status));
    }

    [Fact]
    public void An_answer_that_is_dropped_is_told_with_what_it_needs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["stateless.yaml"], Stateless);
        Ran ran = Ran.InProcess("trace", "--design", folder["stateless.yaml"], "--from", "internet", "--to", "Web:80");
        Assert.Equal(1, ran.Status);
        Assert.Contains("There: tcp 192.0.2.1:49152 > ", ran.Out, StringComparison.Ordinal);
        Assert.Contains(", delivered to Web (eni-", ran.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nBack: tcp 10\.0\.1\.10:80 > 192\.0\.2\.1:49152 SYN ACK, dropped: SUBNET_ACL_RESTRICTION\n  why: Acl \(acl-[0-9a-f]{17}\): .+; the packet is tcp 49152 to 192\.0\.2\.1\n  to pass it needs an outbound entry of Acl", ran.Out);
    }

    [Theory]
    [InlineData(0, "delivered to InternetGateway", "198.51.100.7:443", "--length", "1500")]
    [InlineData(1, "dropped: PACKET_TOO_BIG", "198.51.100.7:443", "--length", "1501")] // EC2 guide, "Network MTU": 1500 bytes over an internet gateway
    [InlineData(0, "delivered to WebServer", "WebServer:443", "--length", "9001")]
    [InlineData(1, "dropped: TTL_EXPIRED", "198.51.100.7:443", "--ttl", "1")]
    [InlineData(0, "delivered to WebServer", "WebServer:443", "--ttl", "1")] // within a VPC no hop is counted
    public void Length_and_time_to_live_are_held_against_each_hop(int status, string said, string to, string option, string value)
    {
        Ran ran = Trace("--from", to.StartsWith("Web", StringComparison.Ordinal) ? "Bastion" : "AppServer", "--to", to, "--source-port", "1024", option, value);
        Assert.Contains(said, ran.Out, StringComparison.Ordinal);
        Assert.Equal(status, ran.Status);
    }

    [Theory]
    [InlineData("--length", "39", "--length (argument 8): 39 bytes are less than the headers of tcp take, 40")]
    [InlineData("--length", "65536", "'65536' is no number from 0 to 65535")]
    [InlineData("--ttl", "0", "'0' is no number from 1 to 255")]
    public void A_packet_that_cannot_be_is_refused(string option, string value, string said) => Trace("--from", "AppServer", "--to", "198.51.100.7:443", option, value).IsUnusable(said);

    [Fact]
    public void Json_has_every_documented_field_and_no_other()
    {
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string to in (string[])["Database:5432", "AppServer:8080"])
        {
            using JsonDocument json = JsonDocument.Parse(Trace("--from", "WebServer", "--to", to, "--json").Out);
            JsonTests.Collect(json.RootElement, "", fields);
        }
        IEnumerable<string> documented = JsonTests.Field().Matches(Repository.Read("docs/json.md").Split("\n## A trace")[1].Split("\n## ")[0]).Select(row => row.Groups["name"].Value);
        Assert.Equal(documented.Order(StringComparer.Ordinal), fields.Where(field => !field.StartsWith("return.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_nothing_arrived_there_is_no_return()
    {
        using JsonDocument json = JsonDocument.Parse(Trace("--from", "WebServer", "--to", "Database:5432", "--json").Out);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("return").ValueKind);
        JsonElement forward = json.RootElement.GetProperty("forward");
        Assert.Equal(("dropped", "ENI_SG_RULES_MISMATCH"), (forward.GetProperty("outcome").GetString(), forward.GetProperty("reason").GetString()));
        Assert.Equal("refused", forward.GetProperty("hops").EnumerateArray().Last().GetProperty("decision").GetString());
    }

    [Fact]
    public void The_session_in_the_documentation_is_a_real_one()
    {
        string[] printed = [.. Trace("--from", "AppServer", "--to", "198.51.100.7:443").Out.Split('\n'), .. Trace("--from", "WebServer", "--to", "Database:5432").Out.Split('\n')];
        string[] session = [.. Repository.Read("docs/trace.md").Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && !line.StartsWith("    $", StringComparison.Ordinal)).Select(line => line[4..])];
        Assert.True(session.Length > 20);
        Assert.All(session, line => Assert.Contains(line, printed.Select(known => known.Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(new[] { "--from", "WebSever", "--to", "Databse:5432" }, new[] { "--from (argument 4): nothing in the design is called 'WebSever'; the nearest names are WebServer", "--to (argument 6): nothing in the design is called 'Databse'; the nearest names are Database" })]
    [InlineData(new[] { "--from", "WebServer" }, new[] { "say who is to receive it: --to NAME|ADDRESS[:PORT]" })]
    [InlineData(new[] { "--to", "WebServer:443" }, new[] { "say who sends: --from NAME|ADDRESS|SUBNET|GATEWAY" })]
    [InlineData(new[] { "--from", "WebServer", "--to" }, new[] { "--to (argument 6) needs a value" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database" }, new[] { "--to (argument 6): tcp needs a port; write --to Database:443" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database:1", "--protocol", "tpc" }, new[] { "--protocol (argument 8): 'tpc' is no protocol" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database:1", "--source-port", "70000" }, new[] { "--source-port (argument 8): '70000' is no number from 0 to 65535" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database:1", "--icmp-type", "3" }, new[] { "--to (argument 6): protocol icmp has no ports; leave ':1' out" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database:1", "--protocol", "udp", "--icmp-type", "3" }, new[] { "--icmp-type (argument 10): udp has no ICMP type" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database:1", "--source", "x" }, new[] { "--source (argument 8): 'x' is no address" })]
    [InlineData(new[] { "--from", "203.0.113.5", "--to", "203.0.113.6:1" }, new[] { "neither 203.0.113.5 nor 203.0.113.6:1 is in the design" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database:1", "--form", "x" }, new[] { "unknown option '--form'; the nearest are --from" })]
    [InlineData(new[] { "--from", "WebServer", "--to", "Database:1", "--setting", "nope=1" }, new[] { "--setting (argument 8): there is no setting 'nope'" })]
    public void A_mistake_is_named_with_its_place_and_the_remedy(string[] words, string[] said) => Trace(words).IsUnusable(said);

    [Fact]
    public void Without_a_design_there_is_nothing_to_trace() =>
        Ran.InProcess("trace", "--from", "a", "--to", "b:1").IsUnusable("name the design: --design FILE", "Try: vpcsim trace --help");

    [Fact]
    public void Help_names_every_option_and_shows_examples()
    {
        Ran ran = Ran.InProcess("trace", "--help");
        Assert.Equal(0, ran.Status);
        foreach (string option in (string[])["--design", "--from", "--to", "--protocol", "--source-port", "--source", "--icmp-type", "--icmp-code", "--setting", "--json", "Exit status:", "--to Database:5432"])
            Assert.Contains(option, ran.Out, StringComparison.Ordinal);
        Assert.All(ran.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
    }

    private static string Stateless => SmallDesign.Text + "\n" + """
          Acl:
            Type: AWS::EC2::NetworkAcl
            Properties: { VpcId: !Ref Net }
          In:
            Type: AWS::EC2::NetworkAclEntry
            Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
          AclAssociation:
            Type: AWS::EC2::SubnetNetworkAclAssociation
            Properties: { SubnetId: !Ref Public, NetworkAclId: !Ref Acl }
        """;

    private static Ran Trace(params string[] words) => Ran.InProcess(["trace", "--design", Repository.Template, .. words]);
}
