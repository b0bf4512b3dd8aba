using System.Collections.Immutable;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;

namespace VpcSim.Scenarios.Linting;

/// <summary>What a careful colleague would say about a design that AWS takes.</summary>
public static class DesignLint
{
    /// <summary>Findings of the import that tell of something that does not do what it was written for; the others are assumptions and gaps.</summary>
    private static readonly HashSet<string> _warnings = new(StringComparer.Ordinal)
    {
        "blackhole-route", "internet-gateway-missing", "dns-attributes-off", "peering-pending", "stale-rule", "not-propagated", "asymmetric-route",
        "delivery-fails", "aws-would-refuse", "conflict",
    };

    /// <summary>Every finding: the import's first, then the lint's, each in the order of its rules and of the design.</summary>
    /// <param name="import">A design that was loaded without errors.</param>
    public static ImmutableArray<LintFinding> Check(ImportResult import)
    {
        IEnumerable<LintFinding> imported = import.Findings.Select(static finding =>
            new LintFinding(finding.Code, _warnings.Contains(finding.Code) ? Severity.Warning : Severity.Note, finding.Resource, finding.Message, null, finding.Place));
        HashSet<(string, string)> told = [.. import.Findings.Select(static finding => (finding.Code, finding.Resource))];
        return [.. imported, .. Check(import.Design, import.NearQuotas, import.Unanswered, import.PlaceOf).Where(finding => !told.Contains((finding.Rule, finding.Component)))];
    }

    /// <summary>The lint's own findings.</summary>
    /// <param name="design">A completed design.</param>
    /// <param name="nearQuotas">Quotas that it nearly fills.</param>
    /// <param name="unanswered">Kinds of resource of which the design does not tell whether there are any, such as <c>RouteTables</c>: nothing is said that leans on them.</param>
    /// <param name="placeOf">Where a resource is written, by its name.</param>
    public static ImmutableArray<LintFinding> Check(Design design, ImmutableArray<QuotaUse> nearQuotas, ImmutableHashSet<string> unanswered, Func<string, string?> placeOf)
    {
        var lint = new Lint(design, unanswered, placeOf);
        NetworkAclLint.Check(lint);
        SecurityGroupLint.Check(lint);
        SubnetLint.Check(lint);
        RouteLint.Check(lint);
        GatewayLint.Check(lint);
        EndpointLint.Check(lint);
        if (lint.KnowsRoutes) PeeringLint.Check(lint);
        foreach (QuotaUse use in nearQuotas)
            lint.Report(LintRules.QuotaNear, use.Of, $"{use.Of} needs {use.Count} of {use.Limit} of {use.Quota.Name} ({use.Quota.Counts})",
                use.Quota.Maximum is { } most && most == use.Limit ? "AWS grants no more; plan for it" : "Ask AWS to raise it before it is needed (docs/quotas.md)");
        return [.. lint.Findings];
    }
}
