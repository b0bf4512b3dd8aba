namespace VpcSim.Cli.Tests;

/// <summary>Every mistake on the command line is answered with the option, its place and the remedy, and nothing is replayed.</summary>
public class UsageTests
{
    public static TheoryData<string[], string> Mistakes => new()
    {
        { ["--desing", "x"], "argument 5: unknown option '--desing'; the nearest are --design, " },
        { ["--desing=x"], "argument 5: unknown option '--desing'" },
        { ["--strict=yes"], "argument 5: --strict takes no value" },
        { ["--region"], "--region (argument 5) needs a value: --region R" },
        { ["--out", "--strict"], "--out (argument 5) needs a value: --out DIR" },
        { ["--region", "us-east-1", "--region", "us-east-2"], "--region stands 2 times (arguments 5, 7); keep one" },
        { ["--mode", "opne"], "--mode (argument 5): 'opne' is no mode; did you mean 'open'?" },
        { ["--aggregation", "61"], "--aggregation (argument 5): '61' is no aggregation interval; AWS has 60 and 600" },
        { ["--region", "Frankfurt"], "--region (argument 5): 'Frankfurt' is not a region; write one such as eu-central-1" },
        { ["--account", "1234-5678-9012"], "--account (argument 5): '1234-5678-9012' is not an account; write its 12 digits" },
        { ["--parameter", "Environment"], "--parameter (argument 5): 'Environment' is not of the form NAME=VALUE" },
        { ["--parameter", "A=1", "--parameter", "A=2"], "--parameter (argument 7): A has two values; keep one" },
        { ["--quota", "security-groups-per-interfaces=7"], "the nearest are security-groups-per-interface" },
        { ["--quota", "security-groups-per-interface=99"], "AWS raises this quota to at most 16" },
        { ["--setting", "tcp-sin-timeout=30"], "--setting (argument 5): there is no setting 'tcp-sin-timeout'; the nearest are tcp-syn-timeout, " },
        { ["--setting", "tcp-syn-timeout=0"], "--setting (argument 5): '0' is no value of tcp-syn-timeout; it takes 1 to 86400 seconds" },
        { ["--setting", "strict-mtu=maybe"], "'maybe' is no value of strict-mtu; it takes on, off" },
        { ["--setting", "strict-mtu"], "--setting (argument 5): 'strict-mtu' is not of the form NAME=VALUE" },
        { ["--setting", "icmp-timeout=5", "--setting", "icmp-timeout=6"], "--setting (argument 7): icmp-timeout is set twice (--setting sets it to 5); keep one" },
        { ["--strict-mtu", "--setting", "strict-mtu=off"], "--setting (argument 6): strict-mtu is set twice (--strict-mtu sets it to on); keep one" },
        { ["--log-format", ""], "--log-format (argument 5): the log format is empty" },
        { ["--log-format", "${srcadr}"], "unknown flow-log field 'srcadr'; did you mean 'srcaddr'?" },
        { ["--json", "--flow-logs", "-"], "--json (argument 5): standard output cannot hold both" },
        { ["--at", "WebServr"], "--at (argument 5): nothing in the design is called 'WebServr'; the nearest names are WebServer" },
        { ["--at", "PublicSubnet"], "--at (argument 5): PublicSubnet is no network interface" },
        { ["--map", "10.1.1.1"], "--map '10.1.1.1': write CAPTURED=DESIGN" },
        { ["--map", "10.1.1.0/24=10.0.0.0/16"], "are not blocks of the same family and size" },
        { ["--ip-ranges", "missing.json"], "--ip-ranges (argument 5): missing.json does not exist" },
        { ["--flow-logs", "no/such/folder/log.txt"], "--flow-logs (argument 5): the folder of no/such/folder/log.txt does not exist; make it first" },
        { ["missing.pcap"], "missing.pcap does not exist" },
        { [""], "the name of a capture is empty" },
        { ["--annotate", ""], "--annotate (argument 5) has an empty value; write --annotate FILE|-" },
        { ["--pcap-dir="], "--pcap-dir (argument 5) " },
        { ["--out", ""], "--out (argument 5) has an empty value; write --out DIR" },
        { ["--interface", ""], "--interface (argument 5) has an empty value" },
        { ["--pcap-dir", "-"], "--pcap-dir (argument 5): a folder cannot go to standard output" },
        { ["--out", "-"], "--out (argument 5): a folder cannot go to standard output" },
        { ["-x"], "argument 5: unknown option '-x'" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_place_and_the_remedy(string[] words, string said) => Ran.Replay(words).IsUnusable(said, "vpcsim replay --help");

    [Fact]
    public void A_value_may_stand_behind_an_equals_sign()
    {
        Assert.Equal(Ran.Replay("--mode", "open"), Ran.Replay("--mode=open"));
        Ran.Replay("--mode=opne").IsUnusable("--mode (argument 5): 'opne' is no mode");
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        Ran ran = Ran.Replay("--mode", "x", "--aggregation", "1");

        ran.IsUnusable("--mode (argument 5)", "--aggregation (argument 7)");
        Assert.Equal(2, ran.Error.Split('\n').Count(line => line.StartsWith("vpcsim: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_replay_needs_a_capture_and_a_design() => Ran.InProcess("replay").IsUnusable("name at least one capture", "name the design: --design FILE");

    [Fact]
    public void A_capture_is_named_once_also_at_two_places()
    {
        string capture = Repository.Capture("bastion.pcap");
        foreach (string again in new[] { capture, Path.Combine(Path.GetDirectoryName(capture)!, ".", "bastion.pcap"), $"{capture}@AppServer" })
            Ran.InProcess("replay", capture, again, "--design", Repository.Template).IsUnusable("bastion.pcap is named 2 times", "keep one");
    }

    [Fact]
    public void An_unknown_verb_is_answered_with_the_nearest() => Ran.InProcess("repaly").IsUnusable("there is no verb 'repaly'; did you mean 'replay'?");

    [Fact]
    public void No_verb_is_no_use() => Ran.InProcess().IsUnusable("name a verb", "vpcsim --help");

    [Fact]
    public void A_file_that_is_not_there_is_answered_with_the_nearest_name() =>
        Ran.InProcess("replay", Repository.Capture("web-sesion.pcapng"), "--design", Repository.Template).IsUnusable("the nearest name there is web-session.pcapng");

    [Fact]
    public void A_file_that_is_not_there_is_not_answered_with_a_name_that_is_not_near()
    {
        Ran ran = Ran.InProcess("replay", Path.Combine(Repository.Root, "nosuch.pcap"), "--design", Repository.Template);

        ran.IsUnusable("nosuch.pcap does not exist");
        Assert.DoesNotContain("nearest", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_capture() =>
        Ran.InProcess("replay", Repository.Root, "--design", Repository.Template).IsUnusable("holds no capture that can be read");

    [Fact]
    public void A_template_is_no_capture() =>
        Ran.InProcess("replay", Repository.Template, "--design", Repository.Template).IsUnusable("is not a pcap or pcapng file");

    [Fact]
    public void A_missing_design_is_told_before_it_is_read() =>
        Ran.InProcess("replay", Repository.Capture("ntp.pcap"), "--design", "nowhere.yaml").IsUnusable("--design (argument 3): nowhere.yaml does not exist");

    [Fact]
    public void An_output_folder_that_is_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("taken", "");

        Ran.Replay("--out", file).IsUnusable("--out (argument 5)", "is a file; name a folder");
        Ran.Replay("--out", Path.Combine(file, "below")).IsUnusable("cannot be made", "is a file");
    }

    [Fact]
    public void A_flow_log_never_replaces_an_input()
    {
        using var folder = new TemporaryFolder();
        string template = folder.Write("vpc.yaml", SmallDesign.Text);

        Ran.InProcess("replay", Repository.Capture("ntp.pcap"), "--design", template, "--flow-logs", template).IsUnusable("is an input of this replay");
        Assert.Equal(SmallDesign.Text, File.ReadAllText(template));
    }

    [Fact]
    public void A_flow_log_into_the_middle_of_the_out_folder_is_refused()
    {
        using var folder = new TemporaryFolder();

        Ran.Replay("--out", folder.Path, "--flow-logs", folder["summary.json"]).IsUnusable("lies where --out puts files of its own");
    }

    [Fact]
    public void Ip_ranges_that_are_none_are_refused()
    {
        using var folder = new TemporaryFolder();

        Ran.Replay("--ip-ranges", folder.Write("ranges.json", "{}")).IsUnusable("--ip-ranges (argument 5)");
    }

    [Fact]
    public void A_file_named_like_an_option_stands_behind_two_hyphens() =>
        Ran.InProcess("replay", "--design", Repository.Template, "--", "--odd.pcap").IsUnusable("--odd.pcap does not exist");

    [Fact]
    public void Help_names_every_option_and_shows_examples()
    {
        Ran ran = Ran.InProcess("replay", "--help");

        Assert.Equal(0, ran.Status);
        Assert.All(new Commands.ReplaySyntax().Command.Options, option => Assert.Contains($"  {option.Name}", ran.Out, StringComparison.Ordinal));
        Assert.Contains("--log-format '${interface-id}", ran.Out, StringComparison.Ordinal);
        Assert.All(ran.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
    }

    [Fact]
    public void The_program_tells_its_verbs_and_version()
    {
        Assert.Contains("replay", Ran.InProcess("--help").Out, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", Ran.InProcess("--version").Out);
    }
}
