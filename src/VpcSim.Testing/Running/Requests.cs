using System.Collections.Immutable;
using System.Text;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Files;

namespace VpcSim.Testing.Running;

/// <summary>Reads changes in the words of scenario files.</summary>
internal static class Requests
{
    /// <exception cref="VpcUsageException">It is no request; the message says what is wrong with it.</exception>
    public static DesignChange Read(string request)
    {
        DocumentOutcome document = DocumentReader.Parse(Encoding.UTF8.GetBytes(request), "request");
        if (document.Error is { } error) throw new VpcUsageException($"{request}\n  {error.Message}");
        if (document.Root is not MappingNode { Entries: [var only] })
            throw new VpcUsageException($"{request}\n  a change is an action and its keys, such as delete-route: {{ route-table: AppRoutes, destination: 0.0.0.0/0 }}");
        DesignChange? change = ChangeCatalog.Read(ChangeRequests.Of(only.Key, only.Value), out ImmutableArray<ChangeMistake> mistakes);
        return change ?? throw new VpcUsageException($"{request}\n  {string.Join("\n  ", mistakes.Select(static mistake => mistake.Message))}");
    }
}
