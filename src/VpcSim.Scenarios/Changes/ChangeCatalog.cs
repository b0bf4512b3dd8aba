using System.Collections.Immutable;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>Every action that a timeline may take. Files are read, and their schema is written, by it.</summary>
public static class ChangeCatalog
{
    private static readonly Dictionary<string, ChangeKind> _byAction;

    static ChangeCatalog()
    {
        Kinds =
        [
            .. GroupChanges.Kinds, .. AclChanges.Kinds, .. RouteChanges.Kinds, .. GatewayChanges.Kinds, .. EndpointChanges.Kinds, .. ResourceChanges.Kinds,
            .. LinkChanges.Kinds,
        ];
        _byAction = Kinds.ToDictionary(static kind => kind.Action, StringComparer.Ordinal);
    }

    /// <summary>The actions, each kind's together.</summary>
    public static ImmutableArray<ChangeKind> Kinds { get; }

    /// <summary>The action of a name; null where there is none.</summary>
    public static ChangeKind? Find(string action) => _byAction.GetValueOrDefault(action);

    /// <summary>Understands a request.</summary>
    /// <param name="request">What a file says.</param>
    /// <param name="mistakes">All that is wrong with it, whatever the design; empty where it was understood.</param>
    /// <returns>The change; null where there are mistakes.</returns>
    public static DesignChange? Read(ChangeRequest request, out ImmutableArray<ChangeMistake> mistakes)
    {
        if (Find(request.Action) is not { } kind)
        {
            string nearest = string.Join(", ", NearestNames.Of(request.Action, _byAction.Keys));
            mistakes = [new ChangeMistake(null, $"there is no change '{request.Action}'; the nearest are {nearest}")];
            return null;
        }
        var words = new ChangeWords(kind, request.Arguments);
        DesignChange? change = words.Mistakes.Count == 0 ? kind.Make(words) : null;
        mistakes = [.. words.Mistakes];
        return mistakes.IsEmpty ? change : null;
    }
}
