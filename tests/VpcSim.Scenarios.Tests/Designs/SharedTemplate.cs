using System.Collections.Immutable;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Designs;

/// <summary>A real template of the shared folder, with hosts that a test puts into its subnets by a stack beside it.</summary>
internal sealed record SharedTemplate(Design Design)
{
    private static readonly string _folder = Path.Combine(Repository.Root, "..", "shared", "designs", "cloudformation");

    /// <param name="files">Names of the folder's files, with <c>STACK=</c> before one that has another name; separated by spaces.</param>
    /// <param name="parameters">As <c>--parameter</c>.</param>
    public static SharedTemplate Load(string files, params string[] parameters) => new(Import(files, null, parameters).Design) { Files = files, Parameters = parameters };

    public string Files { get; private init; } = "";

    public string[] Parameters { get; private init; } = [];

    /// <summary>The template with hosts, each written <c>NAME in SUBNET</c> (everything may reach it) or <c>NAME in SUBNET as GROUP</c>.</summary>
    public SharedTemplate With(params string[] hosts)
    {
        string[] resources = [.. hosts.Select(Host)];
        return this with { Design = Import(Files, $"Resources:\n{string.Concat(resources)}", Parameters).Design };
    }

    /// <summary>How many there are of each: VPCs, subnets, route tables that the files write, groups likewise, interfaces, NAT gateways, endpoints.</summary>
    public string Counts => $"{Design.Vpcs.Length} {Design.Subnets.Length} {Design.RouteTables.Count(t => !t.Name.Contains('/'))} "
        + $"{Design.SecurityGroups.Count(g => !g.Name.Contains('/'))} {Design.NetworkInterfaces.Length} {Design.NatGateways.Length} {Design.VpcEndpoints.Length}";

    public string SubnetOf(string name) => Design.Subnets.Single(subnet => subnet.Id == Interface(name).SubnetId).Name;

    public string AddressOf(string name) => Interface(name).PrivateAddresses[0].Address.ToString();

    public string PublicOf(string name) => Interface(name).PrivateAddresses[0].PublicAddress!.Value.ToString();

    /// <summary>What becomes of a first TCP packet: <c>delivered</c>, or the reason of the drop. A name with a port stands for the host's address.</summary>
    public string Tcp(string from, string to) => Fate(Frame.Tcp(Place(from), Place(to), "S"));

    public string Udp(string from, string to) => Fate(Frame.Udp(Place(from), Place(to)));

    private string Fate(Frame frame)
    {
        Replayed result = new Trial(Design).Run(new Capture().Add(frame));
        return result.Drops.Length > 0 ? result.Drops[..^2] : result.Outcomes[..^2];
    }

    private string Place(string place)
    {
        string name = place[..place.LastIndexOf(':')];
        return Design.NetworkInterfaces.Any(eni => eni.Name == name) ? $"{AddressOf(name)}{place[name.Length..]}" : place;
    }

    private NetworkInterface Interface(string name) => Design.NetworkInterfaces.Single(eni => eni.Name == name);

    private string Host(string text)
    {
        string[] words = text.Split(' ');
        Subnet subnet = Design.Subnets.Single(s => s.Name == words[2]);
        string groups = words.Length > 3 ? Design.SecurityGroups.Single(g => g.Name == words[4]).Id : $"!Ref {words[0]}Group";
        string open = words.Length > 3 ? "" : $"  {words[0]}Group: {{Type: AWS::EC2::SecurityGroup, Properties: {{VpcId: {subnet.VpcId}, GroupDescription: open, "
            + "SecurityGroupIngress: [{IpProtocol: '-1', CidrIp: 0.0.0.0/0}, {IpProtocol: '-1', CidrIpv6: '::/0'}]}}\n";
        return $"{open}  {words[0]}: {{Type: AWS::EC2::Instance, Properties: {{InstanceType: t3.nano, SubnetId: {subnet.Id}, SecurityGroupIds: [{groups}]}}}}\n";
    }

    private static ImportResult Import(string files, string? hosts, string[] parameters)
    {
        Assert.SkipUnless(Directory.Exists(_folder), "the shared templates are not beside this repository");
        using var folder = new TemporaryFolder();
        List<DesignInput> inputs = [.. files.Split(' ').Select(Input)];
        if (hosts is not null) inputs.Add(new DesignInput(folder.Write("hosts.yaml", hosts)));
        ImportResult result = DesignImporter.Load(inputs, new ImportOptions { Parameters = parameters.ToImmutableDictionary(p => p[..p.IndexOf('=')], p => p[(p.IndexOf('=') + 1)..]) });
        Assert.Empty(result.Errors);
        return result;
    }

    private static DesignInput Input(string file) =>
        file.Split('=') is [string stack, string name] ? new DesignInput(Path.Combine(_folder, name), stack) : new DesignInput(Path.Combine(_folder, file));
}
