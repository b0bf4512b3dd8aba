using System.Text.RegularExpressions;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Which region and account the answers are of: they do not say it themselves, their entries do.</summary>
/// <param name="Region">That of most availability zones and ARNs; null where there are none.</param>
/// <param name="AccountId">The owner of most entries; null where none is named by 12 digits.</param>
internal sealed partial record Origin(string? Region, string? AccountId)
{
    private const int AccountDigits = 12;

    public static Origin Of(DescribeSet set)
    {
        Dictionary<string, int> regions = new(StringComparer.Ordinal), owners = new(StringComparer.Ordinal);
        foreach (Item item in set.All)
        {
            if (RegionOf(item) is { } region) regions[region] = regions.GetValueOrDefault(region) + 1;
            if (item.Fields.Text("OwnerId") is { Length: AccountDigits } owner && owner.All(char.IsAsciiDigit)) owners[owner] = owners.GetValueOrDefault(owner) + 1;
        }
        return new Origin(Most(regions), Most(owners));
    }

    /// <summary>The region of an entry; null where nothing says it.</summary>
    public static string? RegionOf(Item item)
    {
        MappingNode fields = item.Fields;
        string? zone = fields.Text("AvailabilityZone") ?? fields.Mapping("Placement").Text("AvailabilityZone");
        if (zone is not null && RegionPattern().Match(zone) is { Success: true } match) return match.Value;
        string? arn = fields.Entries.Where(entry => entry.Key.EndsWith("Arn", StringComparison.Ordinal)).Select(entry => (entry.Value as ScalarNode)?.Text).FirstOrDefault(text => text?.StartsWith("arn:", StringComparison.Ordinal) == true);
        if (arn?.Split(':') is [_, _, "ec2", { Length: > 0 } region, ..]) return region;
        return fields.Text("ServiceName")?.Split('.') is ["com", "amazonaws", var served, _, ..] && RegionPattern().IsMatch(served) ? served : null;
    }

    private static string? Most(Dictionary<string, int> counts) => counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).FirstOrDefault();

    [GeneratedRegex("^[a-z]{2,}(-[a-z]+)+?-[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex RegionPattern();
}
