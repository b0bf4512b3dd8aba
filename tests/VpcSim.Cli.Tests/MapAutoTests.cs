using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary><c>--map-auto</c>: the placement is printed as options, and they say the same.</summary>
public class MapAutoTests
{
    private static readonly string[] _job = ["replay", Repository.Capture("elsewhere.pcap"), "--design", Repository.Template];

    [Fact]
    public void The_printed_options_make_the_same_replay()
    {
        Ran found = Ran.InProcess([.. _job, "--map-auto", "--json"]);
        using JsonDocument json = JsonDocument.Parse(found.Out);
        string[] options = [.. json.RootElement.GetProperty("placement").GetProperty("mappings").EnumerateArray().Select(mapping => mapping.GetProperty("option").GetString()!)];
        Ran text = Ran.InProcess([.. _job, "--map-auto"]);
        Ran kept = Ran.InProcess([.. _job, .. options.SelectMany(option => option.Split(' '))]);

        Assert.Equal(5, options.Length);
        Assert.All(options, option => Assert.Contains($"\n  {option} ", text.Out, StringComparison.Ordinal));
        Assert.Equal(After("\nPackets\n", text.Out), After("\nPackets\n", kept.Out));
        Assert.NotEqual(After("\nPackets\n", Ran.InProcess(_job).Out), After("\nPackets\n", kept.Out));
    }

    [Fact]
    public void It_says_what_speaks_for_each_place_and_who_stays() => Assert.Contains(
        """
        Placed by --map-auto, and the options that say the same
          172.16.0.2, which serves udp 53, fits no interface and stays as it is, not in the design.
          --map 172.16.1.10=WebServer                 asks AppServer for tcp 8080
          --map 172.16.1.20=Bastion                   asks AppServer for tcp 22
          --map 172.16.2.4=SecretsEndpoint/AppSubnet  serves tcp 443
        """,
        Ran.InProcess([.. _job, "--map-auto"]).Out, StringComparison.Ordinal);

    [Fact]
    public void The_designs_own_capture_needs_none() => Assert.Contains(
        "\nNothing is placed by --map-auto\n  The captures hold the design's own addresses (Bastion, WebServer, AppServer, Database), which need no mapping.\n",
        Ran.Replay("--map-auto").Out, StringComparison.Ordinal);

    [Fact]
    public void Without_it_nothing_is_placed()
    {
        using JsonDocument json = JsonDocument.Parse(Ran.InProcess([.. _job, "--json"]).Out);

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("placement").ValueKind);
    }

    [Theory]
    [InlineData("172.16.0.0/16=10.0.0.0/16", "172.16.1.1=WebServer")]
    [InlineData("172.16.1.1=Bastion", "172.16.1.1=WebServer")]
    public void A_mapping_that_an_earlier_one_leaves_nothing_to_is_a_mistake(string first, string second)
    {
        Ran.InProcess([.. _job, "--map", first, "--map", second]).IsUnusable(
            $"--map '{second}': an earlier --map places ", " already, and the first that fits counts; put the smaller block first, or leave one out");
        if (first.Contains('/', StringComparison.Ordinal)) Assert.Equal(0, Ran.InProcess([.. _job, "--map", second, "--map", first]).Status);
    }

    [Fact]
    public void A_stream_cannot_be_read_twice() =>
        Ran.InProcess("replay", "-", "--design", Repository.Template, "--map-auto").IsUnusable("--map-auto (argument 5): the captures are read twice, and a stream can be read once");

    private static string After(string heading, string text) => text[text.IndexOf(heading, StringComparison.Ordinal)..];
}
