using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary><c>--explain</c>: what it prints, and what it refuses.</summary>
public class ExplainTests
{
    private static readonly string _centralEgress = Path.Combine(Repository.Root, "docs", "examples", "central-egress", "template.yaml");

    [Theory]
    [InlineData("refused", "tcp 10.0.1.10:57710 Database:5432")]
    [InlineData("not-tracked", "tcp 198.51.100.7 WebServer:443")]
    [InlineData("tracked", "tcp WebServer AppServer:8080")]
    [InlineData("ping", "icmp 198.51.100.7 10.0.1.10")]
    [InlineData("service", "40")]
    [InlineData("ssh-of-105-seconds", "tcp 10.0.1.20 WebServer:22")]
    [InlineData("over-the-vpn", "tcp 192.168.10.5 WebServer:80")]
    public void A_conversation_of_the_web_session_is_explained_as_expected(string name, string asked) =>
        IsExpected(name, Ran.Replay("--explain", asked));

    [Fact]
    public void The_way_through_a_central_NAT_gateway_is_explained_as_expected() => IsExpected("central-egress", Ran.InProcess(
        "replay", Repository.Capture("web-session.pcapng"), "--design", _centralEgress, "--map", "10.0.1.10=10.1.1.10", "--explain", "tcp Shop 198.51.100.7:80"));

    [Fact]
    public void The_session_in_the_documentation_is_a_real_one()
    {
        string[] printed = Ran.Replay("--explain", "tcp 10.0.1.10:57710 Database:5432").Out.Split('\n');
        string section = Repository.Read("docs/captures.md").Split("## One conversation explained")[1].Split("\n## ")[0];
        string[] session = [.. section.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && !line.StartsWith("    $", StringComparison.Ordinal)).Select(line => line[4..])];
        Assert.True(session.Length > 15);
        Assert.All(session, line => Assert.Contains(line, printed));
    }

    [Fact]
    public void A_packets_number_finds_what_its_ends_find()
    {
        Assert.Equal(Ran.Replay("--explain", "tcp 10.0.1.10:57710 Database:5432").Out, Ran.Replay("--explain", "226").Out);
        Assert.Equal(Ran.Replay("--explain", "226").Out, Ran.Replay("--explain", "230").Out);
    }

    [Fact]
    public void The_numbers_of_a_filtered_capture_are_those_of_the_whole_one() =>
        Assert.Contains("packet 226 ", Ran.Replay("--explain", "230", "--from", "+44s").Out, StringComparison.Ordinal);

    [Fact]
    public void Json_holds_each_packet_and_each_way_once()
    {
        using JsonDocument json = JsonDocument.Parse(Ran.Replay("--explain", "tcp 10.0.1.20 WebServer:22", "--json").Out);
        JsonElement conversation = json.RootElement.GetProperty("explanation").GetProperty("conversations")[0];
        JsonElement walks = conversation.GetProperty("walks"), packets = conversation.GetProperty("packets");
        Assert.True(packets.GetArrayLength() > 40 && walks.GetArrayLength() < 12);
        Assert.All(packets.EnumerateArray(), packet => Assert.InRange(packet.GetProperty("walk").GetInt32(), 0, walks.GetArrayLength() - 1));
        Assert.All(walks.EnumerateArray(), walk => Assert.Equal(walk.GetProperty("steps").GetArrayLength() + 2, walk.GetProperty("forms").GetArrayLength()));
    }

    [Fact]
    public void The_records_are_lines_of_the_flow_log_of_all_traffic()
    {
        string[] all = Ran.Replay("--flow-logs", "-").Out.Split('\n');
        using JsonDocument json = JsonDocument.Parse(Ran.Replay("--explain", "tcp WebServer AppServer:8080", "--json").Out);
        JsonElement records = json.RootElement.GetProperty("explanation").GetProperty("flow-log-records");
        Assert.NotEqual(0, records.GetArrayLength());
        Assert.All(records.EnumerateArray(), record => Assert.Contains(record.GetProperty("record").GetString()!, all));
    }

    [Fact]
    public void With_the_out_folder_the_log_streams_that_have_the_records_are_named()
    {
        using var folder = new TemporaryFolder();
        string text = Ran.Replay("--explain", "226", "--out", folder["results"]).Out;
        Assert.Matches("log group /vpc/three-tier/flow-logs, log stream eni-[0-9a-f]{17}-all", text);
        Assert.DoesNotContain("log group", Ran.Replay("--explain", "226").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_changes_no_record()
    {
        Assert.Equal(Ran.Replay("--flow-logs", "-").Out, Ran.Replay("--flow-logs", "-", "--explain", "226").Out);
        Assert.Contains("Conversation tcp 10.0.1.10:57710", Ran.Replay("--flow-logs", "-", "--explain", "226").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_belongs_to_it_the_status_is_1_and_the_nearest_conversations_are_named()
    {
        Ran ran = Ran.Replay("--explain", "tcp 203.0.113.66 WebServer:4711");
        Assert.Equal(1, ran.Status);
        Assert.Contains("No packet belongs to tcp 203.0.113.66 WebServer:4711\n  The nearest conversations are:\n    tcp 203.0.113.66:", ran.Out, StringComparison.Ordinal);
        Assert.Equal(0, Ran.Replay("--explain", "tcp 203.0.113.66 WebServer:22").Status); // explained, though it was dropped
    }

    [Theory]
    [InlineData("tpc A B", "--explain (argument 5): 'tpc' is no protocol; write tcp, udp, icmp or a protocol's number")]
    [InlineData("tcp WebServre:22 203.0.113.66", "'WebServre' is no address, and nothing in the design is called 'WebServre'; the nearest names are WebServer")]
    [InlineData("0", "'0' names no conversation")]
    [InlineData("396", "--explain 396: there is no such packet: the last one is number 395")]
    [InlineData("5", "--explain 5: that packet holds no IP (ARP and the like), so it belongs to no conversation")]
    [InlineData("", "'' names no conversation")]
    public void What_cannot_be_explained_is_a_usage_error_with_the_remedy(string asked, string said) => Ran.Replay("--explain", asked).IsUnusable(said);

    [Fact]
    public void What_comes_once_has_no_packet_numbers_to_look_up() =>
        Ran.InProcess("replay", "-", "--design", Repository.Template, "--explain", "5").IsUnusable("--explain (argument 5): a packet's number is looked up before the replay", "name the conversation");

    private static void IsExpected(string name, Ran ran)
    {
        Assert.Equal(0, ran.Status);
        ExpectedText.Holds($"explain-{name}.txt", ran.Out);
    }
}
