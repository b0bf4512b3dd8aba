using VpcSim.Import.CloudFormation;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>The entries of all answers, by list and by id.</summary>
internal sealed class DescribeSet
{
    private static readonly HashSet<string> _gone = new(StringComparer.Ordinal)
    {
        "deleted", "deleting", "failed", "rejected", "expired", "terminated", "shutting-down", "delete-complete", "delete-in-progress", "failing", "rejecting",
    };

    private readonly Dictionary<string, List<Item>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<(string List, string Id), int> _positions = [];
    private readonly List<(string Code, string Message, string Resource, Place Place, bool IsError)> _problems = [];

    private DescribeSet()
    {
    }

    /// <summary>Answers that belong to something which the answer itself does not name, such as the routes of a transit gateway's table.</summary>
    public List<MappingNode> Nameless { get; } = [];

    /// <summary>Answers of the services whose resources own interfaces.</summary>
    public WorkloadAnswers Workloads { get; } = new();

    /// <summary>Answers to <c>describe-vpc-attribute</c>.</summary>
    public List<MappingNode> VpcAttributes { get; } = [];

    /// <summary>Whether a document is an answer, or holds several.</summary>
    public static bool Recognises(Node root) => root switch
    {
        SequenceNode list => list.Items.Count > 0 && list.Items.All(Recognises),
        MappingNode mapping => !mapping.TryGet("Resources", out _) && (ConfigItems.Recognises(mapping) || IsNameless(mapping) || IsVpcAttribute(mapping) || WorkloadAnswers.AreIn(mapping)
            || mapping.Entries.Any(entry => entry.Value is SequenceNode && (AnswerList.Find(entry.Key) is not null || AnswerList.IsSilent(entry.Key)))),
        _ => false,
    };

    public static DescribeSet Read(IEnumerable<Node> roots)
    {
        DescribeSet set = new();
        foreach (Node root in roots) set.Add(root);
        set.GiveNames();
        return set;
    }

    /// <summary>Whether a list stands in an answer, be it empty.</summary>
    public bool Has(string list) => _lists.ContainsKey(list);

    /// <summary>Takes an entry out that cannot be in the design.</summary>
    public void Forget(Item item) => _positions.Remove((item.List, item.Id));

    public IReadOnlyList<Item> Of(string list) => _lists.TryGetValue(list, out List<Item>? items) ? items : [];

    public Item? Find(string list, string? id) => id is not null && _positions.TryGetValue((list, id), out int at) ? _lists[list][at] : null;

    public IEnumerable<Item> All => _lists.Values.SelectMany(list => list);

    public void Report(ImportLog log)
    {
        foreach ((string code, string message, string resource, Place place, bool isError) in _problems)
        {
            if (isError) log.Error(code, message, resource, place);
            else log.Finding(code, message, resource, place);
        }
    }

    // A list entry that other answers imply, such as a VPC by its route tables.
    public Item Imply(string list, string id, MappingNode fields)
    {
        Item item = new(list, id, fields);
        Place(item);
        return item;
    }

    /// <summary>Leaves out what is of another region: a network of several regions is several designs.</summary>
    public void KeepRegion(string region)
    {
        foreach ((string key, List<Item> list) in _lists)
        {
            foreach (Item item in list)
            {
                if (Origin.RegionOf(item) is { } other && other != region)
                    Problem("left-out", $"{item.Name} is left out: it is of {other}, and most of the output is of {region}; keep a folder for each region, and name each with --design", item.Id, item.Place);
            }
            if (list.RemoveAll(item => Origin.RegionOf(item) is { } other && other != region) == 0) continue;
            foreach ((string List, string Id) gone in _positions.Keys.Where(at => at.List == key).ToArray()) _positions.Remove(gone);
            for (int i = 0; i < list.Count; i++) _positions.Add((key, list[i].Id), i);
        }
    }

    private static bool IsNameless(MappingNode mapping) =>
        mapping.TryGet("AdditionalRoutesAvailable", out _) || (mapping.Get("Entries") is SequenceNode { Items: var entries } && entries.All(entry => (entry as MappingNode).Text("Cidr") is not null));

    private static bool IsVpcAttribute(MappingNode mapping) =>
        mapping.Text("VpcId") is not null && (mapping.Mapping("EnableDnsSupport") ?? mapping.Mapping("EnableDnsHostnames")) is not null;

    private void Add(Node root)
    {
        if (root is SequenceNode several)
        {
            foreach (Node one in several.Items) Add(one);
            return;
        }
        MappingNode answer = (MappingNode)root;
        if (ConfigItems.Recognises(answer))
        {
            foreach ((string list, MappingNode fields) in ConfigItems.Of(answer, _problems))
            {
                if (AnswerList.Find(list) is { } known) AddTo(known, [fields]);
                else Workloads.Add(list, fields);
            }
        }
        else if (IsVpcAttribute(answer))
        {
            VpcAttributes.Add(answer);
        }
        else if (IsNameless(answer))
        {
            Nameless.Add(answer);
        }
        else if (!Workloads.AddWhole(answer))
        {
            foreach (MappingEntry entry in answer.Entries) AddList(entry);
        }
    }

    private void AddList(MappingEntry entry)
    {
        string key = AnswerList.Canonical(entry.Key);
        if (key == "NextToken" && entry.Value is ScalarNode { Text.Length: > 0 })
            Problem("incomplete", "the answer goes on (NextToken): call again without --no-paginate, so that all of it is here", entry.Key, entry.KeyPlace);
        if (Workloads.TryAdd(entry.Key, entry.Value) || entry.Value is not SequenceNode list) return;
        if ((key == "Reservations" || AnswerList.Find(key) is not null) && list.Items.FirstOrDefault(static item => item is not MappingNode) is { } other)
            Problem("Describe.NoObject", $"an entry of {key} is no object; collect the answer again", key, other.Place, isError: true);
        if (key == "Reservations")
            AddTo(AnswerList.Find("Instances")!, list.Items.OfType<MappingNode>().SelectMany(reservation => reservation.Mappings("Instances")));
        else if (AnswerList.Find(key) is { } known)
            AddTo(known, list.Items.OfType<MappingNode>());
        else if (!AnswerList.IsSilent(key) && list.Items.Count > 0)
            Problem("not-modelled", $"{entry.Key} ({list.Items.Count})", entry.Key, entry.KeyPlace);
    }

    private void AddTo(AnswerList list, IEnumerable<MappingNode> entries)
    {
        if (!_lists.ContainsKey(list.Key)) _lists[list.Key] = [];
        foreach (MappingNode entry in entries)
        {
            string? id = entry.Text(list.Id) ?? (list.Key == "Addresses" ? entry.Text("PublicIp") : null);
            if (id is null) Problem("Describe.NoId", $"an entry of {list.Key} has no {list.Id}; collect the answer again", list.Key, entry.Place, isError: true);
            else Place(new Item(list.Key, id, entry));
        }
    }

    private void Place(Item item)
    {
        if (item.State is { } state && _gone.Contains(state))
        {
            Problem("left-out", $"{item.NameTag ?? item.Id} is left out: it is {state}", item.Id, item.Place);
            return;
        }
        if (!_lists.TryGetValue(item.List, out List<Item>? list)) _lists[item.List] = list = [];
        if (_positions.TryAdd((item.List, item.Id), list.Count)) list.Add(item);
        else Merge(list, _positions[(item.List, item.Id)], item);
    }

    /// <summary>The same twice is said once. Two calls tell of prefix lists, and each knows what the other does not.</summary>
    private void Merge(List<Item> list, int position, Item item)
    {
        Item first = list[position];
        if (item.List == "PrefixLists")
        {
            MappingNode both = new(first.Place);
            foreach (MappingEntry entry in first.Fields.Entries.Concat(item.Fields.Entries)) both.TryAdd(entry.Key, entry.KeyPlace, entry.Value);
            list[position] = first with { Fields = both };
        }
        else if (!first.Fields.SameAs(item.Fields))
        {
            Problem("Describe.Conflict", $"{item.Id} stands twice in {item.List} and not alike, first at {first.Place.In("the file")}; keep the newer answer",
                item.Id, item.Place, isError: true);
        }
    }

    private void GiveNames()
    {
        HashSet<string> taken = new(All.Select(item => item.Id), StringComparer.Ordinal);
        foreach (AnswerList list in AnswerList.Known)
        {
            foreach (IGrouping<string, Item> named in Of(list.Key).Where(item => item.NameTag is not null).GroupBy(item => item.NameTag!, StringComparer.Ordinal).ToArray())
                if (taken.Add(named.Key) && named.Count() == 1) named.Single().Name = named.Key;
        }
    }

    private void Problem(string code, string message, string resource, Place place, bool isError = false) => _problems.Add((code, message, resource, place, isError));
}
