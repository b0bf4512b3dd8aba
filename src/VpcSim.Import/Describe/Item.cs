using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>One entry of a list of an answer: a VPC, a subnet.</summary>
/// <param name="List">The list's key, such as <c>Vpcs</c>.</param>
/// <param name="Id">As AWS gave it.</param>
/// <param name="Fields">As they stand in the answer.</param>
internal sealed record Item(string List, string Id, MappingNode Fields)
{
    /// <summary>The Name tag where nothing else bears it, else the id.</summary>
    public string Name { get; set; } = Id;

    /// <summary>Whether the id has AWS's form for its list.</summary>
    public bool HasId => AnswerList.Find(List) is { } list && Id.StartsWith($"{list.Prefix}-", StringComparison.Ordinal);

    public Place Place => Fields.Place;

    /// <summary>Null where it has none.</summary>
    public string? NameTag => Fields.Mappings("Tags").Concat(Fields.Mappings("TagSet")).FirstOrDefault(tag => tag.Text("Key") == "Name").Text("Value");

    /// <summary>In lower case; null where the list has none.</summary>
    public string? State => (Fields.Text("State") ?? Fields.Mapping("State").Text("Name") ?? Fields.Mapping("Status").Text("Code") ?? Fields.Text("FlowLogStatus"))?.ToLowerInvariant();
}
