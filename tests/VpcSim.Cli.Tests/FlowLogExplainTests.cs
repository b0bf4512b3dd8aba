using System.IO.Compression;
using System.Text;
using System.Text.Json;
using VpcSim.Cli.Consoles;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim flow-logs explain</c>: answers, exit status, mistakes.</summary>
public sealed class FlowLogExplainTests : IDisposable
{
    private const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_rejects_of_a_replay_are_explained_with_the_change_that_lets_them_pass()
    {
        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, FlowLog());

        Assert.Equal((0, ""), (ran.Status, ran.Error));
        Assert.Contains("rejected: inbound tcp 5432 at Database (eni-e0481a310fcda47fa), from 10.0.1.10\n  why: Database (eni-e0481a310fcda47fa): no inbound rule of DbSg", ran.Out, StringComparison.Ordinal);
        Assert.Contains("add to DbSg (sg-cf370f3de19b0cd0e) the inbound rule tcp 5432 WebSg (sg-26981bd37c5448ff0)", ran.Out, StringComparison.Ordinal);
        Assert.Contains("tried: packet and answer pass with it", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_the_same_with_commands_of_the_AWS_CLI()
    {
        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, FlowLog(), "--json", "--unused", "--tighten");

        using JsonDocument json = JsonDocument.Parse(ran.Out);
        JsonElement root = json.RootElement;
        Assert.Equal(["vpcsim", "design", "files", "records", "rejects", "rejects-left-out", "unexplained", "needed"], root.EnumerateObject().Select(static field => field.Name));
        JsonElement database = root.GetProperty("rejects").EnumerateArray().Single(static group => group.GetProperty("interface").GetString() == "Database");
        Assert.Equal(("security-group", "ENI_SG_RULES_MISMATCH", true), (database.GetProperty("cause").GetString(), database.GetProperty("reason").GetString(), database.GetProperty("passes").GetBoolean()));
        Assert.Equal(
            "aws ec2 authorize-security-group-ingress --group-id sg-cf370f3de19b0cd0e --ip-permissions 'IpProtocol=tcp,FromPort=5432,ToPort=5432,UserIdGroupPairs=[{GroupId=sg-26981bd37c5448ff0}]'",
            database.GetProperty("changes")[0].GetProperty("command").GetString());
        Assert.True(root.GetProperty("needed").GetProperty("proven").GetBoolean());
        Assert.Equal(0, root.GetProperty("unexplained").GetInt64());
    }

    [Fact]
    public void Rules_that_nothing_needed_and_the_tightest_are_told_with_what_that_rests_on()
    {
        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, FlowLog(), "--unused", "--tighten");

        Assert.Equal(0, ran.Status);
        Assert.Contains("Rules that no accepted record needed\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The tightest rules that the accepted records need\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("Tried: without those rules and with the tightest ones all these conversations pass.", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reject_that_the_design_does_not_explain_has_status_1()
    {
        // WebSg opens port 80 to everybody.
        string file = _folder.Write("flows.log", $"{Header}\n2 123456789012 eni-0a1b2c3d4e5f60718 203.0.113.9 10.0.1.10 40000 80 6 1 40 1767225600 1767225601 REJECT OK\n");

        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file);

        Assert.Equal(1, ran.Status);
        Assert.Contains("inbound tcp 80 at WebServer (eni-0a1b2c3d4e5f60718)", ran.Out, StringComparison.Ordinal);
        Assert.Contains("why: the design lets it pass", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_another_network_are_not_placed_and_that_is_said()
    {
        string file = _folder.Write("flows.log", $"{Header}\n2 999999999999 eni-0a1b2c3d4e5f60718 203.0.113.9 172.16.0.9 40000 22 6 1 40 1767225600 1767225601 REJECT OK\n");

        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file);

        Assert.Equal(1, ran.Status);
        Assert.Contains("why: the design has neither eni-0a1b2c3d4e5f60718 nor one interface whose address stands in all its records", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Interfaces_that_records_cannot_tell_apart_are_told_as_ambiguous_with_the_field_that_would_tell()
    {
        const string flow = "10.0.1.10 10.0.3.20 40000 5432 6 1 40 1767225600 1767225601";
        string file = _folder.Write("flows.log", $"{Header}\n2 1 eni-0a1 {flow} REJECT OK\n2 1 eni-0a2 {flow} REJECT OK\n2 1 eni-0a1 {flow} ACCEPT OK\n");

        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", SmallPair(), file, "--unused");

        Assert.Equal(1, ran.Status);
        Assert.Contains("why: it may be A or B: the addresses of each stand in all its records, and a flow log with the field flow-direction would tell which", ran.Out, StringComparison.Ordinal);
        Assert.Contains("1 accepted records are of interfaces that may be one or another of the design's (ambiguous)", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("does not hold", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_AWS_refuses_is_told_with_its_quota_and_what_cannot_be_numbered_as_a_sentence()
    {
        string file = _folder.Write("flows.log", $"{Header}\n2 1 eni-0a1 10.0.3.20 10.0.1.10 40000 22 6 1 40 1767225600 1767225601 REJECT OK\n");

        Ran quota = Ran.InProcess("flow-logs", "explain", "--design", SmallPair("{RuleNumber: 100, PortRange: {From: 1, To: 9}, RuleAction: allow}"), file, "--quota", "network-acl-rules-per-direction=2");
        Assert.Matches(@"it does not pass: AWS refuses to add to Acl \(acl-[0-9a-f]+\) the entry inbound 200 allow tcp 22 10\.0\.3\.20/32: Acl is at the quota network-acl-rules-per-direction of 2; have AWS raise that \(AWS grants up to 40\)", quota.Out);
        Assert.DoesNotContain("tried:", quota.Out, StringComparison.Ordinal);

        Ran number = Ran.InProcess("flow-logs", "explain", "--design", SmallPair("{RuleNumber: 1, PortRange: {From: 1, To: 99}, RuleAction: deny}"), file);
        Assert.Contains("it does not pass: no number below 1 is free in Acl: renumber the entry 'inbound 1 deny tcp 1-99 0.0.0.0/0' first", number.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_rejected_has_status_0()
    {
        string file = _folder.Write("flows.log", $"{Header}\n2 123456789012 eni-0a1b2c3d4e5f60718 - - - - - - - 1767225600 1767225660 - NODATA\n");

        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file);

        Assert.Equal(0, ran.Status);
        Assert.Contains("nothing was rejected", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_records_of_an_interface_that_is_named_count()
    {
        string file = FlowLog();

        Ran web = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file, "--interface", "WebServer");

        Assert.DoesNotContain("at Database", web.Out, StringComparison.Ordinal);
        Assert.Contains("at WebServer", web.Out, StringComparison.Ordinal);
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file, "--interface", "WebServr").IsUnusable("--interface", "WebServer");
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file, "--interface", "eni-00000000000000000").IsUnusable("no record is of the interface eni-00000000000000000; records are of eni-");
    }

    [Fact]
    public void A_name_of_the_design_finds_the_interface_under_the_accounts_own_id()
    {
        string file = _folder.Write("account.log", File.ReadAllText(FlowLog()).Replace("eni-6f7f3bfecf6442485", "eni-0a1b2c3d4e5f60718", StringComparison.Ordinal));

        Ran byName = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file, "--interface", "WebServer");
        Ran byId = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file, "--interface", "eni-0a1b2c3d4e5f60718");

        Assert.Contains("at WebServer (eni-0a1b2c3d4e5f60718)", byName.Out, StringComparison.Ordinal);
        Assert.Equal(byName.Out, byId.Out);
    }

    [Fact]
    public void What_is_missing_is_said_at_once()
    {
        Ran.InProcess("flow-logs", "explain").IsUnusable("name the design by which the records are explained: --design FILE", "name the flow logs");
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, _folder["none.log"]).IsUnusable("none.log does not exist");
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, _folder.Path).IsUnusable("it holds no flow logs");
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, _folder.Write("empty.log", "")).IsUnusable("empty.log");
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, _folder.Write("words.log", "these are no records\n")).IsUnusable("words.log");
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, FlowLog(), "--limit", "few").IsUnusable("'few' is no number of reasons");
    }

    [Fact]
    public void Folders_gzip_Parquet_events_and_standard_input_say_what_the_text_says()
    {
        string text = FlowLog();
        string said = Answers(Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, text).Out);
        string design = _folder.Write("parquet.yaml", File.ReadAllText(Repository.Template).Replace("Resources:\n", LogToParquet, StringComparison.Ordinal));
        Assert.Equal(0, Ran.InProcess("replay", Repository.Capture("web-session.pcapng"), "--design", design, "--out", _folder["out"], "--log-events").Status);
        string[] parquet = Directory.GetFiles(_folder["out"], "*.parquet", SearchOption.AllDirectories), events = Directory.GetFiles(_folder["out/cloudwatch-logs"], "*.json", SearchOption.AllDirectories);
        Assert.NotEmpty(parquet);
        Assert.NotEmpty(events);

        Assert.Equal(said, Answers(Explained(_folder["out/s3"])));
        Assert.Equal(said, Answers(Explained(parquet)));
        Assert.Equal(said, Answers(Explained(events)));
        Assert.Equal(said, Answers(FromStandardInput(Zipped(text))));

        string Explained(params string[] files)
        {
            Ran ran = Ran.InProcess(["flow-logs", "explain", "--design", Repository.Template, .. files]);
            Assert.Equal((0, ""), (ran.Status, ran.Error));
            return ran.Out;
        }
    }

    [Theory]
    [InlineData(true, "--port", "5432")]
    [InlineData(true, "--address", "10.0.3.0/24")]
    [InlineData(true, "--destination", "10.0.3.10", "--protocol", "tcp")]
    [InlineData(true, "--from", "2026-11-23T23:29:30Z", "--until", "2026-11-23T23:32:00Z")]
    [InlineData(false, "--port", "22")]
    [InlineData(false, "--source", "203.0.113.0/24")]
    public void Records_that_the_options_leave_out_are_not_explained(bool isDatabaseTold, params string[] options)
    {
        Ran ran = Ran.InProcess(["flow-logs", "explain", "--design", Repository.Template, FlowLog(), .. options]);

        Assert.Equal(isDatabaseTold, ran.Out.Contains("at Database", StringComparison.Ordinal));
        Assert.Contains(": inbound tcp", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_leave_nothing_are_told()
    {
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, FlowLog(), "--port", "1").IsUnusable("the options leave none of the 86 records that were read");
        Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, FlowLog(), "--port", "many").IsUnusable("--port (argument 6)", "'many' is not a port");
    }

    [Fact]
    public void Bad_lines_are_told_with_their_place_and_are_status_2_if_strict()
    {
        string[] words = ["flow-logs", "explain", "--design", Repository.Template, _folder.Write("bad.log", File.ReadAllText(FlowLog()) + "no record\n")];

        Ran ran = Ran.InProcess(words), strict = Ran.InProcess([.. words, "--strict"]);

        Assert.Equal((0, $"vpcsim: 1 line is no record:\n  {words[^1]}:88: 2 fields, not 14: no record\n"), (ran.Status, ran.Error));
        Assert.Equal((2, ran.Out), (strict.Status, strict.Out));
        using JsonDocument json = JsonDocument.Parse(Ran.InProcess([.. words, "--json"]).Out);
        Assert.Equal(1, json.RootElement.GetProperty("records").GetProperty("bad-lines").GetInt64());
    }

    // Both are given by records of real accounts; what they say of each other network is that it is another one.
    [Theory]
    [InlineData("aws-docs-v2-default.log")]
    [InlineData("flowlogs-reader-v2-default.log")]
    [InlineData("panther-v2-ssh-exfiltration.log")]
    public void Samples_of_real_accounts_are_read_and_answered(string name)
    {
        string file = Path.Combine(Repository.Root, "..", "shared", "flow-logs", name);
        Assert.SkipUnless(File.Exists(file), "the shared flow logs are not here");

        Ran ran = Ran.InProcess("flow-logs", "explain", "--design", Repository.Template, file, "--unused", "--tighten");

        Assert.Equal(1, ran.Status);
        Assert.Contains("why: the design has neither eni-", ran.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private const string LogToParquet = """
        Resources:
          ToParquet:
            Type: AWS::EC2::FlowLog
            Properties:
              ResourceId: !Ref Vpc
              ResourceType: VPC
              TrafficType: ALL
              MaxAggregationInterval: 60
              LogDestinationType: s3
              LogDestination: arn:aws:s3:::archive
              DestinationOptions: { FileFormat: parquet, HiveCompatiblePartitions: false, PerHourPartition: false }

        """;

    // Behind the line with the file's name.
    private static string Answers(string explained) => explained[explained.IndexOf('\n', StringComparison.Ordinal)..];

    private static MemoryStream Zipped(string file)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionMode.Compress, leaveOpen: true)) gzip.Write(File.ReadAllBytes(file));
        zipped.Position = 0;
        return zipped;
    }

    private static string FromStandardInput(Stream input)
    {
        using var output = new MemoryStream();
        using (var terminal = new Terminal(output, Stream.Null) { OpenInput = () => input })
            Assert.Equal(0, VpcSimProgram.Run(["flow-logs", "explain", "--design", Repository.Template, "-"], terminal, TestContext.Current.CancellationToken));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Two instances, A behind a network ACL of one inbound entry; A may send to port 80 alone.</summary>
    private string SmallPair(string entry = "{RuleNumber: 100, PortRange: {From: 0, To: 65535}, RuleAction: allow}") => _folder.Write("pair.yaml", $$$"""
        Resources:
          Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
          Net: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
          Net3: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24}}
          Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref Vpc}}
          AclOf: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref Net, NetworkAclId: !Ref Acl}}
          In: {Type: AWS::EC2::NetworkAclEntry, Properties: {{{entry[..^1]}}}, NetworkAclId: !Ref Acl, Egress: false, Protocol: 6, CidrBlock: 0.0.0.0/0}}
          Out: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}}
          Sg: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: x, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}], SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}]}}
          Sh: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: x, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/8}]}}
          A: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Net, PrivateIpAddress: 10.0.1.10, SecurityGroupIds: [!Ref Sg]}}
          B: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Net3, PrivateIpAddress: 10.0.3.20, SecurityGroupIds: [!Ref Sh]}}
        """);

    private string FlowLog()
    {
        Assert.Equal(0, Ran.Replay("--flow-logs", _folder["records.log"]).Status);
        return _folder["records.log"];
    }
}
