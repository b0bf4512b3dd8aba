using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary><c>--design</c> more than once, with a stack's name, and with the folder of a CDK app.</summary>
public class SeveralDesignsTests
{
    private static readonly string _network = Path.Combine(Repository.Root, "docs", "examples", "several-stacks", "network.yaml");
    private static readonly string _servers = Path.Combine(Repository.Root, "docs", "examples", "several-stacks", "servers.yaml");

    [Fact]
    public void The_session_of_the_page_on_designs_is_a_real_one()
    {
        Ran ran = Replay("--design", _network, "--design", _servers, "--parameter", "ssm:/database/port=5432");
        Assert.Equal((0, ""), (ran.Status, ran.Error));
        string[] page = Repository.Read(Path.Combine("docs", "designs.md")).Split('\n');
        string[] session = page[(Array.FindIndex(page, line => line.StartsWith("Conversations that lost", StringComparison.Ordinal)))..];
        Assert.All(session.TakeWhile(line => line != "…"), line => Assert.Contains(line, ran.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void A_stack_is_named_before_its_file_and_the_summary_names_the_files()
    {
        Ran ran = Replay("--design", $"net={_network}", "--design", _servers, "--parameter", "NetworkStack=net", "--parameter", "ssm:/database/port=5432", "--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);
        JsonElement design = json.RootElement.GetProperty("design");
        Assert.Equal([_network, _servers], design.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.Empty(design.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public void A_file_whose_name_has_an_equals_sign_is_a_file()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Ran.InProcess("replay", Repository.Capture("app-db.pcap"), "--design", folder.Write("a=b.yaml", SmallDesign.Text)).Status);
    }

    [Fact]
    public void A_design_given_twice_is_refused() => Replay("--design", _network, "--design", _network).IsUnusable("is given twice");

    [Fact]
    public void A_folder_that_is_neither_CDK_output_nor_answers_of_AWS_is_refused() =>
        Replay("--design", Path.GetDirectoryName(_network)!).IsUnusable("is a folder with neither a manifest.json nor answers of aws ec2 describe-*");

    [Fact]
    public void A_CDK_folder_says_itself_where_it_goes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("manifest.json", """{"artifacts": {"Net": {"type": "aws:cloudformation:stack", "environment": "aws://210987654321/eu-west-1", "properties": {"templateFile": "t.json"}}}}""");
        folder.Write("t.json", SmallDesign.Text);
        Assert.Contains("in eu-west-1, causal replay", Replay("--design", folder.Path).Out, StringComparison.Ordinal);
        Replay("--design", folder.Path, "--region", "us-west-2").IsUnusable("--region", "goes to eu-west-1");
    }

    private static Ran Replay(params string[] more) => Ran.InProcess(["replay", Repository.Capture("app-db.pcap"), .. more]);
}
