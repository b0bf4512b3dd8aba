namespace VpcSim.Cli.Tests;

/// <summary>What the program answers for captures and designs that are not as they should be.</summary>
public class ExitStatusTests
{
    [Theory]
    [InlineData("web-http-truncated.pcap")]
    [InlineData("web-http-truncated.pcapng")]
    public void A_capture_cut_off_in_its_last_record_is_a_warning(string name)
    {
        Ran ran = Ran.InProcess("replay", Repository.Capture(name), "--design", Repository.Template);

        Assert.Equal(0, ran.Status);
        Assert.Contains("vpcsim: warning: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("cut off within its last record", ran.Error, StringComparison.Ordinal);
        Assert.Contains("99 packets, then cut off", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void With_strict_a_capture_that_is_cut_off_is_an_error()
    {
        using var folder = new TemporaryFolder();
        string template = folder.Write("vpc.yaml", SmallDesign.Text);
        Ran ran = Ran.InProcess("replay", Repository.Capture("web-http-truncated.pcap"), "--design", template, "--strict", "--flow-logs", folder["log.txt"]);

        Assert.Equal(2, ran.Status);
        Assert.Contains("vpcsim: error: ", ran.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["log.txt"]));
        Assert.Equal(0, Ran.InProcess("replay", Repository.Capture("web-http.pcap.gz"), "--design", template, "--strict").Status);
    }

    [Fact]
    public void A_damaged_capture_is_replayed_up_to_the_damage()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Ran.InProcess("replay", Repository.Capture("web-http-damaged.pcap"), "--design", Repository.Template, "--out", folder["results"]);

        Assert.Equal(2, ran.Status);
        Assert.Single(ran.Error.Split('\n'), line => line.Contains("damaged at byte", StringComparison.Ordinal));
        Assert.Matches(@"\n  read +40\n", ran.Out);
        Assert.True(File.Exists(folder[Path.Combine("results", "summary.json")]));
    }

    [Fact]
    public void Errors_of_the_design_are_all_told_with_their_places_and_nothing_is_replayed()
    {
        using var folder = new TemporaryFolder();
        string template = folder.Write("vpc.yaml", SmallDesign.Text.Replace("10.0.1.0/24", "192.0.2.0/24", StringComparison.Ordinal));
        Ran ran = Ran.InProcess("replay", Repository.Capture("web-http.pcap.gz"), "--design", template, "--out", folder["results"]);

        ran.IsUnusable();
        Assert.Matches(@"(?m)^\S+vpc\.yaml:\d+:\d+: InvalidSubnet\.Range: ", ran.Error);
        Assert.False(Directory.Exists(folder["results"]));
    }

    [Fact]
    public void A_parameter_that_the_template_does_not_have_is_an_error_of_the_design()
    {
        Ran.Replay("--parameter", "Enviroment=prod").IsUnusable("template.yaml:", "Template.UnknownParameter", "Environment");
        Assert.Equal(0, Ran.Replay("--parameter", "Environment=prod").Status);
    }

    [Fact]
    public void Findings_are_listed_under_a_heading_and_errors_with_strict()
    {
        using var folder = new TemporaryFolder();
        string template = folder.Write("template.yaml", "Resources: { Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }, Wall: { Type: AWS::NetworkFirewall::Firewall } }");
        string[] line = ["replay", Repository.Capture("ntp.pcap"), "--design", template];

        Assert.Matches(@"^vpcsim: 1 finding about the design, .*:\n  \S+template\.yaml:1:\d+: not-modelled: AWS::NetworkFirewall::Firewall ", Ran.InProcess(line).Error);
        Ran.InProcess([.. line, "--strict"]).IsUnusable("not-modelled");
    }

    [Fact]
    public void A_region_that_nobody_knows_is_a_warning() =>
        Assert.Contains("warning: zz-nowhere-7 is no region", Ran.InProcess("replay", Repository.Capture("ntp.pcap"), "--design", Repository.Template, "--region", "zz-nowhere-7").Error, StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_without_a_trace_of_the_program()
    {
        Ran ran = Ran.Replay("--flow-logs", "/proc/vpcsim.log");

        Assert.Equal(2, ran.Status);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("/proc/vpcsim.log", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_written_and_not_replaced()
    {
        Ran ran = Ran.Replay("--flow-logs", "/dev/null");

        Assert.Equal(0, ran.Status);
        Assert.False(File.Exists("/dev/null.partial"));
    }
}
