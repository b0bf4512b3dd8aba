using VpcSim.Scenarios.Replay.Mapping;

namespace VpcSim.Cli.Reports;

/// <summary>What <c>--map-auto</c> found, as options to keep.</summary>
internal static class PlacementText
{
    private const int MostRemaining = 10;

    public static Section? Of(PlacementProposal? proposal)
    {
        if (proposal is null) return null;
        if (proposal.Placements.IsEmpty) return new Section { Heading = "Nothing is placed by --map-auto", Lines = [WhyNothing(proposal), .. Remaining(proposal)] };
        return new Section
        {
            Heading = "Placed by --map-auto, and the options that say the same",
            Lines = [.. Remaining(proposal)],
            Columns = [new(""), new("")],
            Rows = [.. proposal.Placements.Select(placement => new Row([placement.Option, placement.Reason], Alike(placement)))],
        };
    }

    private static string? Alike(ProposedPlacement placement) => placement.Alike.IsEmpty
        ? null
        : $"{placement.Captured} fits {placement.Name} and {string.Join(", ", placement.Alike)} alike: {placement.Name} is taken";

    private static string WhyNothing(PlacementProposal proposal) => proposal.OwnHosts.IsEmpty
        ? "No captured host fits an interface of the design; name places with --map."
        : $"The captures hold the design's own addresses ({string.Join(", ", proposal.OwnHosts)}), which need no mapping.";

    private static IEnumerable<string> Remaining(PlacementProposal proposal)
    {
        foreach (RemainingHost host in proposal.Remaining.Take(MostRemaining))
        {
            string serves = host.Serves.Length == 0 ? "" : $", which serves {host.Serves},";
            yield return $"{host.Address}{serves} fits no interface and stays as it is, {(host.IsOnPremises ? "on premises" : "not in the design")}.";
        }
        if (proposal.Remaining.Length > MostRemaining) yield return $"So do {proposal.Remaining.Length - MostRemaining} more (all of them: --json).";
    }
}
