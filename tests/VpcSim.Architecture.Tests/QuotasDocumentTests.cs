using System.Globalization;
using System.Text.RegularExpressions;
using VpcSim.Model.Provisioning;

namespace VpcSim.Architecture.Tests;

/// <summary><c>docs/quotas.md</c> lists the quotas as they are.</summary>
public partial class QuotasDocumentTests
{
    private static readonly string[] _documented =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "quotas.md")).Where(line => Row().IsMatch(line))];

    private static readonly string[] _known = [.. Quotas.All.Select(RowOf)];

    [Fact]
    public void Every_quota_is_documented_as_it_is() => None(_known.Except(_documented));

    [Fact]
    public void Every_documented_quota_exists() => None(_documented.Except(_known));

    private static string RowOf(Quota quota)
    {
        string most = !quota.IsAdjustable ? "fixed" : quota.Maximum is { } maximum ? Number(maximum) : "no limit published";
        return $"| `{quota.Name}` | {Number(quota.DefaultValue)} | {most} | {quota.Counts} | `{quota.Code}` | {quota.Page} |";
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // All of them, in full.
    private static void None(IEnumerable<string> rows)
    {
        string all = string.Join('\n', rows);
        Assert.True(all.Length == 0, all);
    }

    [GeneratedRegex("^\\| `[a-z0-9-]+` \\|")]
    private static partial Regex Row();
}
