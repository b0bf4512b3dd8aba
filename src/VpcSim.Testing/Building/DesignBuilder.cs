using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using VpcSim.Import;
using VpcSim.Import.Documents;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;

namespace VpcSim.Testing.Building;

/// <summary>Writes a design call by call. Each call adds resources to a CloudFormation template, which is read as one that lies in a file.</summary>
/// <remarks>Names are logical ids: letters and digits. They may be used before they are declared. What follows a VPC stands in it, until the next one.</remarks>
public sealed partial class DesignBuilder : WorldBuilder<DesignBuilder>
{
    private readonly TemplateDraft _draft;

    internal DesignBuilder() => _draft = new TemplateDraft(Log);

    /// <summary>A VPC called <c>Vpc</c>.</summary>
    public DesignBuilder Vpc(string cidr, Action<VpcBuilder>? more = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        AddVpc("Vpc", cidr, more, Log.Note(CallWords.Of(nameof(Vpc), cidr), file, line));

    /// <summary>A VPC.</summary>
    public DesignBuilder Vpc(string name, string cidr, Action<VpcBuilder>? more = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        AddVpc(name, cidr, more, Log.Note(CallWords.Of(nameof(Vpc), name, cidr), file, line));

    /// <summary>A subnet of the VPC. Without more it has the VPC's main route table, which routes within the VPC, and its default network ACL, which allows everything.</summary>
    public DesignBuilder Subnet(string name, string cidr, Action<SubnetBuilder>? more = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(Subnet), name, cidr), file, line);
        Declaration subnet = _draft.DeclareInVpc(name, Types.Subnet, call).Set("CidrBlock", cidr);
        more?.Invoke(new SubnetBuilder(_draft, subnet));
        return this;
    }

    /// <summary>A route table that subnets may share; see <see cref="SubnetBuilder.RouteTable"/>.</summary>
    public DesignBuilder RouteTable(string name, Action<RouteTableBuilder>? routes = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Declaration table = _draft.DeclareInVpc(name, Types.RouteTable, Log.Note(CallWords.Of(nameof(RouteTable), name), file, line));
        routes?.Invoke(new RouteTableBuilder(_draft, table));
        return this;
    }

    /// <summary>A network ACL; it denies what no entry allows. See <see cref="SubnetBuilder.NetworkAcl"/>.</summary>
    public DesignBuilder NetworkAcl(string name, Action<NetworkAclBuilder>? entries = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Declaration acl = _draft.DeclareInVpc(name, Types.NetworkAcl, Log.Note(CallWords.Of(nameof(NetworkAcl), name), file, line));
        entries?.Invoke(new NetworkAclBuilder(_draft, acl));
        return this;
    }

    /// <summary>A security group; it lets nothing in without rules, and everything out.</summary>
    public DesignBuilder SecurityGroup(string name, Action<SecurityGroupBuilder>? rules = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Declaration group = _draft.DeclareInVpc(name, Types.SecurityGroup, Log.Note(CallWords.Of(nameof(SecurityGroup), name), file, line)).Set("GroupDescription", name);
        rules?.Invoke(new SecurityGroupBuilder(_draft, group));
        return this;
    }

    /// <summary>An instance in a subnet.</summary>
    public DesignBuilder Instance(string name, string subnet, Action<InstanceBuilder>? more = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(Instance), name, subnet), file, line);
        Declaration instance = _draft.Declare(name, Types.Instance, call)
            .Set("ImageId", "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}")
            .Set("InstanceType", "t3.micro");
        var builder = new InstanceBuilder(this, _draft, instance, subnet);
        more?.Invoke(builder);
        return this;
    }

    /// <summary>Flow logs of a VPC, a subnet or an interface, delivered to S3. The assertions of <see cref="FlowLogs"/> need none.</summary>
    /// <remarks>The traffic type is ALL, ACCEPT or REJECT; the longest aggregation interval is 60 or 600 seconds.</remarks>
    public DesignBuilder FlowLog(
        string name, string of, string trafficType = "ALL", int maxAggregationInterval = 600, string? format = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(FlowLog), name, of, trafficType), file, line);
        Declaration log = _draft.Declare(name, Types.FlowLog, call)
            .Set("TrafficType", trafficType)
            .Set("MaxAggregationInterval", maxAggregationInterval)
            .Set("LogDestinationType", "s3")
            .Set("LogDestination", "arn:aws:s3:::flow-logs")
            .Set("LogFormat", format);
        _draft.Later(() =>
        {
            if (!_draft.TryFind(of, call, out Declaration? watched, Types.Vpc, Types.Subnet, Types.NetworkInterface)) return;
            log.Set("ResourceId", Declaration.Ref(watched.Name, call))
                .Set("ResourceType", watched.Type switch { Types.Vpc => "VPC", Types.Subnet => "Subnet", _ => "NetworkInterface" });
        });
        return this;
    }

    /// <summary>Any other resource, with its properties in YAML or JSON as a template has them: <c>Resource("Tgw", "AWS::EC2::TransitGateway", "{ AmazonSideAsn: 64512 }")</c>.</summary>
    public DesignBuilder Resource(string name, string type, string properties = "{}", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(Resource), name, type), file, line);
        Declaration resource = _draft.Declare(name, type, call);
        DocumentOutcome document = DocumentReader.Parse(Encoding.UTF8.GetBytes($"# YAML, also where it begins with a brace\n{properties}"), name);
        if (document.Error is { } error) Log.Add(call, $"its properties cannot be read: {error.Message}");
        else if (document.Root is not MappingNode mapping) Log.Add(call, "its properties are a mapping, such as { CidrBlock: 10.0.0.0/16 }");
        else foreach (MappingEntry entry in mapping.Entries) resource.Set(entry.Key, Moved.To(call.Place, entry.Value));
        return this;
    }

    /// <summary>The template that has been written so far, as YAML. It can be deployed, and read by every verb of vpcsim.</summary>
    /// <exception cref="VpcUsageException">A name is used that nothing has.</exception>
    public string ToTemplate([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        MappingNode template = _draft.Write(Log.Note($"{nameof(ToTemplate)}()", file, line));
        ThrowIfMistaken();
        return DesignImporter.Text(template);
    }

    private protected override ImportResult? Import(Scenario scenario, CallSite call)
    {
        if (_draft.IsEmpty) Log.Add(call, "the design is empty; begin with Vpc(\"10.0.0.0/16\")");
        MappingNode template = _draft.Write(call);
        if (Log.HasMistakes) return null;
        ImportResult? import = LoadedScenario.Import(scenario, template, out ImmutableArray<ScenarioProblem> problems);
        foreach (ScenarioProblem problem in problems) Log.Add(problem);
        return import;
    }

    private protected override string Words(Finding finding) => Log.Words(finding.Code, finding.Message, finding.Place);

    private DesignBuilder AddVpc(string name, string cidr, Action<VpcBuilder>? more, CallSite call)
    {
        Declaration vpc = _draft.Vpc = _draft.Declare(name, Types.Vpc, call).Set("CidrBlock", cidr);
        more?.Invoke(new VpcBuilder(_draft, vpc));
        return this;
    }
}
