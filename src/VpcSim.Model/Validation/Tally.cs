using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Validation;

/// <summary>Counts resources by place against a quota.</summary>
internal sealed class Tally(string quota, string message)
{
    private readonly List<string> _places = [];
    private readonly Dictionary<string, List<string>> _names = new(StringComparer.Ordinal);

    /// <summary>Another quota that raises this one too; null for none.</summary>
    public string? FollowedQuota { get; init; }

    public void Count(string place, string name)
    {
        if (!_names.TryGetValue(place, out List<string>? names))
        {
            _names[place] = names = [];
            _places.Add(place);
        }
        names.Add(name);
    }

    /// <summary>One error for each place above the quota, at the first resource beyond it; what comes near it is noted.</summary>
    public void Report(Draft draft)
    {
        int limit = draft.Quotas[quota];
        if (FollowedQuota is { } followed) limit = Math.Max(limit, draft.Quotas[followed]);
        foreach (string place in _places)
        {
            List<string> names = _names[place];
            if (names.Count > limit) draft.RefuseQuota(quota, names.Count, $"{message} {place}", names[limit]);
            else draft.NoteUse(quota, names.Count, limit, place);
        }
    }
}
