using System.Collections.Immutable;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Files;

/// <summary>Changes in the words of scenario files.</summary>
public static class ChangeRequests
{
    /// <summary>A request as it stands behind <c>change:</c>.</summary>
    /// <param name="action">Such as <c>revoke-security-group-ingress</c>.</param>
    /// <param name="said">A mapping of keys, or the value of the one key that may stand alone.</param>
    public static ChangeRequest Of(string action, Node said) => new(action, said is MappingNode keys
        ? [.. keys.Entries.Select(static entry => new ChangeArgument(entry.Key, ValuesOf(entry.Value)))]
        : [new ChangeArgument(ChangeCatalog.Find(action)?.Shorthand ?? "", ValuesOf(said))]);

    private static ImmutableArray<string> ValuesOf(Node value) =>
        [.. (value is SequenceNode list ? list.Items : [value]).OfType<ScalarNode>().Select(static item => Scalars.TryFlag(item.Text, out bool flag) && item.Kind == ScalarKind.Boolean ? (flag ? "true" : "false") : item.Text)];
}
