using VpcSim.Import.CloudFormation;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>A plan's or state's resources on their way into a template's terms.</summary>
/// <param name="document">The resources.</param>
/// <param name="region">Where they are.</param>
/// <param name="account">Whose they are.</param>
internal sealed class Translation(TerraformDocument document, string region, string account)
{
    private static readonly string[] _born = ["default_route_table_id", "main_route_table_id", "default_network_acl_id", "default_security_group_id"];

    private static readonly string[] _naming = ["id", "arn", "name", "identifier", "cluster_identifier", "replication_subnet_group_id"];

    private readonly List<ResourceDeclaration> _declarations = [];
    private readonly List<(string Code, string Message, string Resource, Place Place)> _findings = [];
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TerraformResource> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TerraformResource> _bornWith = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TerraformResource> _byPrimaryInterface = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TerraformResource> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _elsewhere = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Address, string Property), List<Node>> _added = [];
    private ILookup<(string Kind, string Name), TerraformResource>? _byName;

    public TerraformDocument Document => document;

    /// <summary>Whether a resource's provider says another region than the one that is simulated.</summary>
    public bool IsElsewhere(TerraformResource resource)
    {
        if (resource.Configuration.Text("provider_config_key") is not { } provider) return false;
        if (!_elsewhere.TryGetValue(provider, out bool elsewhere))
            _elsewhere[provider] = elsewhere = TerraformRegion.Of(document, resource) is { } own && own != region;
        return elsewhere;
    }

    /// <summary>The resources that adopt what AWS made with a VPC, by the VPC's address; gathered when first asked for.</summary>
    public ILookup<string, TerraformResource>? Defaults { get; set; }

    /// <summary>Writes down what was assumed or left out.</summary>
    public void Report(ImportLog log)
    {
        foreach ((string code, string message, string resource, Place place) in _findings) log.Finding(code, message, resource, place);
    }

    public string Region => region;

    public string Account => account;

    public IReadOnlyList<ResourceDeclaration> Declarations => _declarations;

    /// <summary>The type under which a name is declared; null where it is not.</summary>
    public string? TypeOf(string name) => _types.GetValueOrDefault(name);

    /// <summary>The resource of the file that has an id, or an ARN.</summary>
    public TerraformResource? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The resource of a kind that bears a name, an id or an ARN; null where none does, or several do.</summary>
    public TerraformResource? ByName(Wanted wanted, string word)
    {
        _byName ??= document.Resources.Where(r => !IsElsewhere(r)).SelectMany(r => _naming.Select(r.Known).OfType<string>().Distinct(StringComparer.Ordinal).Select(name => (r.Kind, Name: name, Resource: r)))
            .ToLookup(named => (named.Kind, named.Name), named => named.Resource);
        TerraformResource[] found = [.. wanted.Kinds.SelectMany(kind => _byName[(kind, word)]).Take(2)];
        return found.Length == 1 && TerraformKinds.Declares(found[0]) ? found[0] : null;
    }

    /// <summary>The instance whose primary interface has an id.</summary>
    public TerraformResource? ByPrimaryInterface(string id) => _byPrimaryInterface.GetValueOrDefault(id);

    /// <summary>Whether an instance or an attachment of its own names the interface.</summary>
    public bool IsAttachedElsewhere(TerraformResource networkInterface) => Added(networkInterface, "attached").Count > 0;

    /// <summary>Whether something is said for the first time. A state says some things twice: at their owner, and as a resource.</summary>
    /// <remarks>A plan's repetitions are mistakes, which AWS tells: they stay.</remarks>
    public bool IsNew(string what, TerraformResource resource) =>
        _said.TryAdd(what, resource) || (!document.IsState && _said[what].Known("id") is null);

    /// <summary>The VPC that was born with a route table, network ACL or group of this id.</summary>
    public TerraformResource? BornWith(string id) => _bornWith.GetValueOrDefault(id);

    /// <summary>How many times this was asked of a resource before.</summary>
    public int NextOf(TerraformResource resource) => _counts[resource.Address] = _counts.GetValueOrDefault(resource.Address, -1) + 1;

    /// <summary>Learns the ids of what exists already.</summary>
    public void Register(TerraformResource resource)
    {
        if (resource.Known("id") is { } id) _byId.TryAdd(id, resource);
        if (resource.Known("arn") is { } arn) _byId.TryAdd(arn, resource);
        if (resource.Type == "aws_instance" && resource.Known("primary_network_interface_id") is { } primary) _byPrimaryInterface.TryAdd(primary, resource);
        if (!Wanted.Vpc.Kinds.Contains(resource.Kind)) return;
        foreach (string born in _born)
            if (resource.Known(born) is { } bornId) _bornWith.TryAdd(bornId, resource);
    }

    /// <summary>What a kind of resource calls a property of the template.</summary>
    public void Say(TerraformResource resource, string property, string attribute)
    {
        if (!_words.TryGetValue(resource.Kind, out Dictionary<string, string>? words)) _words[resource.Kind] = words = new Dictionary<string, string>(StringComparer.Ordinal);
        words.TryAdd(property, attribute);
    }

    public void Declare(string name, string type, Place place, Properties properties, string? knownId = null, MappingNode? simulator = null, MappingNode? observed = null)
    {
        if (!_types.TryAdd(name, type)) return;
        bool isId = knownId is not null && ResourceKinds.IdPrefix(type) is { } prefix && knownId.StartsWith($"{prefix}-", StringComparison.Ordinal);
        _declarations.Add(new ResourceDeclaration(name, type, place, properties.Node, null, [], simulator)
        {
            KnownId = isId ? knownId : null,
            Words = _words.GetValueOrDefault(properties.Resource.Kind),
            Observed = observed,
        });
    }

    /// <summary>What a resource of its own adds to a list of another, such as a route table to an endpoint's.</summary>
    public void AddTo(TerraformResource resource, string property, Node value)
    {
        if (!_added.TryGetValue((resource.Address, property), out List<Node>? list)) _added[(resource.Address, property)] = list = [];
        list.Add(value);
    }

    public IReadOnlyList<Node> Added(TerraformResource resource, string property) => _added.TryGetValue((resource.Address, property), out List<Node>? list) ? list : [];

    public void Finding(string code, string message, TerraformResource resource, Place? place = null) => _findings.Add((code, message, resource.Address, place ?? resource.Place));

    /// <summary>What a node stands for, the same for an id and for a reference to the resource that has it.</summary>
    public string Word(Node? node) => node switch
    {
        null => "",
        ScalarNode scalar => ById(scalar.Text)?.Address ?? scalar.Text,
        MappingNode mapping when mapping.Text("Ref") is { } name => name,
        _ => JsonText.Of(node) ?? $"{node.Place.Line}:{node.Place.Column}",
    };

    public static Node Ref(string name, Place place) => Function("Ref", new ScalarNode(place, name), place);

    public static Node GetAtt(string name, string attribute, Place place) => Function("Fn::GetAtt", List(place, new ScalarNode(place, name), new ScalarNode(place, attribute)), place);

    public static MappingNode Function(string name, Node argument, Place place)
    {
        MappingNode function = new(place);
        function.TryAdd(name, place, argument);
        return function;
    }

    public static SequenceNode List(Place place, params Node[] items) => new(place, items);
}
