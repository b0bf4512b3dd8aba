using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Answers that do not say whose they are: the file's name does, by the id in it. (<c>get-managed-prefix-list-entries</c>, <c>search-transit-gateway-routes</c>)</summary>
internal static class NamelessKinds
{
    public static IEnumerable<MappingNode> EntriesOf(Translation t, Item list) =>
        t.Set.Nameless.Where(answer => answer.Get("Entries") is SequenceNode && IsOf(answer, list.Id)).SelectMany(answer => answer.Mappings("Entries"));

    public static IEnumerable<MappingNode> RoutesOf(Translation t, Item table) =>
        t.Set.Nameless.Where(answer => answer.Get("Routes") is SequenceNode && IsOf(answer, table.Id)).SelectMany(answer => answer.Mappings("Routes"));

    public static bool HasRoutes(Translation t, Item table) => t.Set.Nameless.Any(answer => answer.Get("Routes") is SequenceNode && IsOf(answer, table.Id));

    /// <summary>Says which answers belong to nothing.</summary>
    public static void ReportOthers(Translation t)
    {
        foreach (MappingNode answer in t.Set.Nameless.Where(answer => answer.IsTrue("AdditionalRoutesAvailable")))
            t.Finding("incomplete", "there are more routes than the answer holds; search with narrower --filters, and keep each answer in a file of its own", Path.GetFileName(answer.Place.File) ?? "output", answer.Place);
        Item[] owners = [.. t.Set.Of("PrefixLists"), .. t.Set.Of("TransitGatewayRouteTables")];
        foreach (MappingNode answer in t.Set.Nameless.Where(answer => !owners.Any(owner => IsOf(answer, owner.Id))))
        {
            bool isList = answer.Get("Entries") is SequenceNode;
            t.Finding("left-out", $"an answer to {(isList ? "get-managed-prefix-list-entries" : "search-transit-gateway-routes")} does not say whose it is, and is left out; "
                + $"put the id of its {(isList ? "prefix list" : "route table")} into the file's name", Path.GetFileName(answer.Place.File) ?? "output", answer.Place);
        }
    }

    private static bool IsOf(MappingNode answer, string id) => answer.Place.File is { } file && Path.GetFileNameWithoutExtension(file).Contains(id, StringComparison.Ordinal);
}
