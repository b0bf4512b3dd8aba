using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>The hosts of one address family, placed; and the words for it.</summary>
/// <param name="problem">The hosts and slots.</param>
/// <param name="assignment">Which host stands where.</param>
/// <param name="design">The design.</param>
/// <param name="fit">Asks the security groups.</param>
/// <param name="strangers">Private addresses that the design does not own.</param>
internal sealed class FamilyPlacement(PlacementProblem problem, Assignment assignment, Design design, GroupFit fit, IpAddress[] strangers)
{
    private const int MostWords = 4;

    /// <summary>Private addresses that stay as they are.</summary>
    public IEnumerable<IpAddress> Remaining => strangers.Where(host => Array.IndexOf(problem.Hosts, host) is var number && (number < 0 || assignment.SlotOf(number) < 0));

    /// <summary>What a host was seen to serve, at most four services.</summary>
    public static string ServicesOf(Survey survey, IpAddress host) =>
        Words([.. survey.Exchanges.Where(pair => pair.Value && pair.Key.Server == host).Select(pair => pair.Key)]);

    /// <summary>The hosts that stand for an interface.</summary>
    public IEnumerable<ProposedPlacement> Placements(NameIndex names)
    {
        for (int host = 0; host < problem.Hosts.Length; host++)
        {
            if (assignment.SlotOf(host) is not (>= 0 and int slot)) continue;
            (int networkInterface, IpAddress address) = problem.Slots[slot];
            IEnumerable<int> alike = assignment.IsCertain(host) ? [] : PlacementSearch.Alike(problem, assignment, host);
            yield return new ProposedPlacement(
                problem.Hosts[host], NameOf(networkInterface, names), new AddressMapping(Cidr.Host(problem.Hosts[host]), Cidr.Host(address)), ReasonFor(host, names),
                [.. alike.Select(other => NameOf(problem.Slots[other].Interface, names))]);
        }
    }

    private string ReasonFor(int host, NameIndex names)
    {
        var serving = new List<Exchange>();
        var asking = new List<(string Server, Exchange Exchange)>();
        int at = problem.Slots[assignment.SlotOf(host)].Interface;
        foreach (int i in problem.LinksOf(host))
        {
            Link link = problem.Links[i];
            if (link.Server == host && fit.Opens(at, link.Exchange)) serving.Add(link.Exchange);
            int server = link.Client != host ? -1 : link.Server >= 0 && assignment.SlotOf(link.Server) is >= 0 and int slot ? problem.Slots[slot].Interface : link.ServerInterface;
            if (server >= 0 && !link.Exchange.IsIcmp) asking.Add((NameOf(server, names), link.Exchange));
        }
        IEnumerable<string> reasons = asking.GroupBy(pair => pair.Server, pair => pair.Exchange).Select(group => $"asks {group.Key} for {Words([.. group])}");
        if (serving.Count > 0) reasons = reasons.Prepend($"serves {Words(serving)}");
        if (assignment.IsCertain(host)) reasons = reasons.Prepend("the captures were taken on it");
        return string.Join("; ", reasons);
    }

    private static string Words(IReadOnlyCollection<Exchange> exchanges)
    {
        string[] services = [.. exchanges.OrderBy(exchange => exchange.IsIcmp).ThenBy(exchange => exchange.Protocol).ThenBy(exchange => exchange.Port).Select(exchange => exchange.Service).Distinct()];
        string words = string.Join(", ", services.Take(MostWords));
        return services.Length > MostWords ? $"{words} and {services.Length - MostWords} more" : words;
    }

    // The shortest name that a mapping understands as this interface.
    private string NameOf(int networkInterface, NameIndex names)
    {
        NetworkInterface eni = design.NetworkInterfaces[networkInterface];
        return names.Resolve(eni.Name).Interface?.Id == eni.Id ? eni.Name : eni.Id;
    }
}
