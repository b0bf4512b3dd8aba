using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary>Captures from both ends of the same traffic, one clock 2.5 s ahead, by the words of the command line.</summary>
public class SeveralPlacesTests
{
    private static string App => Repository.Capture("ends-app.pcapng");

    private static string Db => Repository.Capture("ends-db.pcapng");

    [Fact]
    public void A_place_for_captures_that_all_have_their_own_is_refused()
    {
        string capture = Repository.Capture("web-session.pcapng"), other = Repository.Capture("app-db.pcap");
        Ran.InProcess("replay", $"{capture}@WebServer", "--design", Repository.Template, "--at", "WebServer").IsUnusable("--at (argument 5): it is of captures that do not say by themselves");
        Assert.Equal(0, Ran.InProcess("replay", $"{capture}@WebServer", other, "--design", Repository.Template, "--at", "Database").Status);
    }

    [Fact]
    public void What_both_saw_is_sent_once_and_the_clock_is_told()
    {
        Ran ran = Replay($"{App}@AppServer", $"{Db}@Database");

        Assert.Equal(0, ran.Status);
        Assert.Contains($"{App} at AppServer: 117 packets\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains($"{Db} at Database: 81 packets\n  its clock is 2500.000 ms ahead, by 62 packets of both directions that {App} has too\n", ran.Out, StringComparison.Ordinal);
        Assert.Matches("  read +198 +64 captured at another place too, sent once and in no flow log twice\n", ran.Out);
    }

    [Fact] // the contrast: clocks taken as they stand are too far apart for any pair
    public void With_clocks_as_they_stand_each_packet_is_sent_twice() =>
        Assert.DoesNotContain("at another place", Replay($"{App}@AppServer", $"{Db}@Database", "--clock-offset", $"{Db}=0").Out, StringComparison.Ordinal);

    [Theory]
    [InlineData("+2500")]
    [InlineData("2.5s")]
    [InlineData("2500000us")]
    [InlineData("2500000000ns")]
    public void The_offset_that_was_measured_may_be_given_instead(string given)
    {
        string[] measured = Records(Replay($"{App}@AppServer", $"{Db}@Database", "--flow-logs", "-"));
        Ran ran = Replay($"{App}@AppServer", $"{Db}@Database", "--clock-offset", $"{Db}={given}", "--flow-logs", "-");

        Assert.Contains("its clock is 2500.000 ms ahead, as --clock-offset says\n", ran.Error, StringComparison.Ordinal);
        Assert.Equal(measured, Records(ran));
    }

    [Fact]
    public void Named_or_not_and_in_either_order_the_records_are_the_same()
    {
        string[] named = Records(Replay($"{App}@AppServer", $"{Db}@Database", "--flow-logs", "-"));

        Assert.NotEmpty(named);
        Assert.Equal(named, Records(Replay(App, Db, "--flow-logs", "-")));
        Assert.Equal(named, Records(Replay($"{Db}@Database", $"{App}@AppServer", "--clock-offset", $"{Db}=+2500", "--flow-logs", "-")));
    }

    [Fact]
    public void Programs_are_told_the_same()
    {
        using JsonDocument json = JsonDocument.Parse(Replay($"{App}@AppServer", $"{Db}@10.0.3.10", "--json").Out);
        JsonElement[] captures = [.. json.RootElement.GetProperty("captures").EnumerateArray()];

        Assert.Equal(64, json.RootElement.GetProperty("duplicates").GetInt32());
        Assert.Equal(["AppServer", "10.0.3.10"], captures.Select(capture => capture.GetProperty("at").GetString()));
        Assert.Equal("reference", captures[0].GetProperty("clock").GetProperty("basis").GetString());
        Assert.Equal("2500.000", captures[1].GetProperty("clock").GetProperty("ahead-ms").GetRawText());
    }

    [Fact]
    public void A_file_with_an_at_sign_in_its_name_is_that_file()
    {
        using var folder = new TemporaryFolder();
        File.Copy(App, folder["app@home.pcapng"]);

        Assert.Contains("app@home.pcapng: 117 packets\n", Replay(folder["app@home.pcapng"]).Out, StringComparison.Ordinal);
        Assert.Contains("app@home.pcapng at AppServer: 117 packets\n", Replay($"{folder["app@home.pcapng"]}@AppServer").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_has_its_place_and_cannot_be_measured()
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        int status;
        using (var input = File.OpenRead(Db))
        using (var terminal = new Consoles.Terminal(output, error) { OpenInput = () => input })
            status = VpcSimProgram.Run(["replay", $"{App}@AppServer", "-@Database", "--design", Repository.Template], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(0, status);
        Assert.Contains(
            "standard input at Database: 81 packets\n  its clock is taken as it is: what can be read only once cannot be measured", System.Text.Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_name_the_capture_and_the_remedy()
    {
        Replay($"{App}@Appserver").IsUnusable($"{App}@Appserver: nothing in the design is called 'Appserver'; the nearest names are AppServer, ");
        Replay($"{App}@").IsUnusable("no interface stands behind the @; write CAPTURE@NAME");
        Replay($"{App}@Vpc").IsUnusable($"{App}@Vpc: Vpc is no network interface");
        Replay("nowhere.pcap@AppServer").IsUnusable("nowhere.pcap does not exist");
        Replay(App, "--clock-offset", "other.pcap=1").IsUnusable($"--clock-offset (argument 5): no capture here is called 'other.pcap'; named are {App}");
        Ran.InProcess("replay", "--interface", "lo", "--design", Repository.Template, "--clock-offset", "lo=5").IsUnusable("there is no capture here whose clock it could set");
        Replay(App, "--clock-offset", $"{App}=fast").IsUnusable("is not of the form FILE=MILLISECONDS");
        Replay(App, "--clock-offset", $"{App}=99999999999s").IsUnusable("is not of the form FILE=MILLISECONDS");
        Replay(App, "--clock-offset", $"{App}=1", "--clock-offset", $"{App}=2").IsUnusable($"{App} has two clock offsets; keep one");
    }

    private static Ran Replay(string capture, params string[] more) => Ran.InProcess(["replay", capture, "--design", Repository.Template, .. more]);

    private static string[] Records(Ran ran) => ran.Out.Split('\n');
}
