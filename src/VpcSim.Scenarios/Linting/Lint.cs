using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Scenarios.Linting;

/// <summary>A design under the lint, and what was found so far.</summary>
internal sealed class Lint(Design design, ImmutableHashSet<string> unanswered, Func<string, string?> placeOf)
{
    public Design Design => design;

    public DesignLookup Lookup { get; } = new(design);

    /// <summary>The design made ready for packets.</summary>
    public Fabric Fabric => field ??= Fabric.Compile(design, DataPathSettings.Default);

    public List<LintFinding> Findings { get; } = [];

    /// <summary>Whether the design says who lives in its subnets: in one that does not, what nobody uses is no news.</summary>
    public bool HasHosts { get; } = !unanswered.Contains("NetworkInterfaces") && design.NetworkInterfaces.Any(static eni => eni.Kind is not (InterfaceKind.NatGateway or InterfaceKind.RegionalNatGateway or InterfaceKind.VpcEndpoint or InterfaceKind.TransitGateway));

    /// <summary>Whether the design tells of route tables.</summary>
    public bool KnowsRoutes { get; } = !unanswered.Contains("RouteTables");

    /// <summary>Whether it tells of security groups.</summary>
    public bool KnowsGroups { get; } = !unanswered.Contains("SecurityGroups");

    /// <param name="rule">What was looked for.</param>
    /// <param name="component">The name of the resource.</param>
    /// <param name="message">What is so, without its full stop.</param>
    /// <param name="remedy">What to do, without its full stop.</param>
    /// <param name="severity">Another weight than the rule's.</param>
    /// <param name="within">The name of the resource that is written around the component, where that has no place of its own.</param>
    public void Report(LintRule rule, string component, string message, string remedy, Severity? severity = null, string? within = null) =>
        Findings.Add(new LintFinding(rule.Id, severity ?? rule.Severity, component, message, remedy, placeOf(component) ?? (within is null ? null : placeOf(within))));

    /// <summary>Up to three names, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> names) =>
        names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
