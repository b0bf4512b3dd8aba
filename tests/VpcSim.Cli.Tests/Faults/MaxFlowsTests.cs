namespace VpcSim.Cli.Tests.Faults;

/// <summary>More flows than stay in memory: the same results, and a word about it.</summary>
public sealed class MaxFlowsTests : IDisposable
{
    // Security group connection tracking: what is open to everybody one way only is tracked.
    private static readonly string _tracking = SmallDesign.Text.Replace(
        "SecurityGroupIngress:", "SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }]\n      SecurityGroupIngress:", StringComparison.Ordinal)
        + "\n  Server: {Type: 'AWS::EC2::Instance', Properties: {ImageId: ami-0123456789abcdef0, InstanceType: m5.large, NetworkInterfaces: [{NetworkInterfaceId: !Ref Web, DeviceIndex: '0'}]}}\n";

    private static readonly string _behindNat = SmallDesign.Text + """

          NatAddress: {Type: 'AWS::EC2::EIP', Properties: {Domain: vpc}}
          Nat: {Type: 'AWS::EC2::NatGateway', DependsOn: Attachment, Properties: {SubnetId: !Ref Public, AllocationId: !GetAtt NatAddress.AllocationId}}
          Private: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Net, CidrBlock: 10.0.2.0/24}}
          PrivateTable: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Net}}
          PrivateDefault: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
          PrivateAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Private, RouteTableId: !Ref PrivateTable}}
          App: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Private, PrivateIpAddress: 10.0.2.10, GroupSet: [!Ref Group]}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(60, "")]
    [InlineData(60, "--aggregation 600")]
    [InlineData(700, "--aggregation 600 --mode open")]
    [InlineData(300, "--threads 1 --setting flow-log-window-phase=random")]
    [InlineData(60, "--setting tracking-allowance=2500")]
    public void Results_are_those_of_all_flows_in_memory(int seconds, string more)
    {
        string[] words =
        [
            "replay", SeededCapture.Write(_folder["flood.pcap"], 20_000, TimeSpan.FromSeconds(seconds)), "--design", _folder.Write("vpc.yaml", _tracking),
            .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--json",
        ];

        Ran all = Ran.InProcess([.. words, "--flow-logs", _folder["flow-logs.txt"], "--out", _folder["results"]]);
        SortedDictionary<string, string> files = _folder.Files();
        Ran bounded = Ran.InProcess([.. words, "--max-flows", "1000", "--flow-logs", _folder["flow-logs.txt"], "--out", _folder["results"]]);

        Assert.Equal((0, 0), (all.Status, bounded.Status));
        Assert.Equal(all.Out, bounded.Out);
        Assert.Equal(files, _folder.Files());
        Assert.DoesNotContain("--max-flows", all.Error, StringComparison.Ordinal);
        Assert.Contains("--max-flows 1000 was reached", bounded.Error, StringComparison.Ordinal);
        Assert.Equal(more.Contains("tracking-allowance", StringComparison.Ordinal), bounded.Out.Contains("CONNTRACK_ALLOWANCE_EXCEEDED", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1200)]
    public void What_a_NAT_gateway_translates_is_bounded_with_the_same_results(int seconds)
    {
        string[] words = ["replay", SeededCapture.Write(_folder["scan.pcap"], 20_000, TimeSpan.FromSeconds(seconds), outwards: true), "--design", _folder.Write("vpc.yaml", _behindNat), "--json"];

        Ran all = Ran.InProcess([.. words, "--flow-logs", _folder["flow-logs.txt"]]);
        string records = File.ReadAllText(_folder["flow-logs.txt"]);
        Ran bounded = Ran.InProcess([.. words, "--max-flows", "1000", "--flow-logs", _folder["flow-logs.txt"]]);

        Assert.Equal((0, 0), (all.Status, bounded.Status));
        Assert.Equal(all.Out, bounded.Out);
        Assert.Equal(records, File.ReadAllText(_folder["flow-logs.txt"]));
        Assert.Contains(", what NAT gateways translate ", bounded.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_has_the_bound_for_each_design()
    {
        string old = _folder.Write("old.yaml", _tracking), changed = _folder.Write("new.yaml", _tracking.Replace("CidrIp: 0.0.0.0/0", "CidrIp: 203.0.113.0/30", StringComparison.Ordinal));
        string[] words = ["diff", old, changed, "--capture", SeededCapture.Write(_folder["flood.pcap"], 20_000, TimeSpan.FromSeconds(60)), "--json"];

        Ran all = Ran.InProcess(words), bounded = Ran.InProcess([.. words, "--max-flows", "1000"]);

        Assert.Equal((1, 1), (all.Status, bounded.Status));
        Assert.Equal(all.Out, bounded.Out);
        Assert.Contains("--max-flows 1000 was reached", bounded.Error, StringComparison.Ordinal);
        Ran.InProcess([.. words[..3], "--scenario", _folder["flood.pcap"], "--max-flows", "1000"]).IsUnusable("--max-flows", "it is about captures");
    }

    [Fact]
    public void A_bound_that_is_not_reached_is_not_mentioned() => Assert.Equal(Ran.Replay(), Ran.Replay("--max-flows", "1000"));

    [Theory]
    [InlineData("999")]
    [InlineData("many")]
    public void Another_number_is_a_usage_error(string number) => Ran.Replay("--max-flows", number).IsUnusable("--max-flows (argument 5)", $"'{number}' is no number of flows");

    [Fact]
    public async Task A_folder_for_temporary_files_that_is_not_there_is_told()
    {
        string capture = SeededCapture.Write(_folder["flood.pcap"], 5_000, TimeSpan.FromSeconds(60)), design = _folder.Write("vpc.yaml", _tracking);
        var gone = new Dictionary<string, string> { ["TMPDIR"] = _folder["is-not-there"] };

        Ran ran = await VpcSimProcess.Run(gone, "replay", capture, "--design", design, "--max-flows", "1000", "--out", _folder["results"]);

        Assert.Equal(2, ran.Status);
        Assert.Contains("is-not-there", ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["results"]));
    }
}
