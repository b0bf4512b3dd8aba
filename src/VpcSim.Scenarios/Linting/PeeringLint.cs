using VpcSim.Model.Addressing;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Linting;

/// <summary>Peering connections: both sides need routes, and a VPC cannot tell peers with the same addresses apart.</summary>
internal static class PeeringLint
{
    public static void Check(Lint lint)
    {
        var peers = new Dictionary<string, List<Vpc>>(StringComparer.Ordinal);
        foreach (PeeringConnection peering in lint.Design.PeeringConnections)
        {
            if (!peering.IsActive || lint.Lookup.Vpc(peering.RequesterVpcId) is not { } requester || lint.Lookup.Vpc(peering.AccepterVpcId) is not { } accepter) continue;
            CheckRoutes(lint, peering, requester, accepter);
            CheckOverlap(lint, peering, peers, requester, accepter);
            CheckOverlap(lint, peering, peers, accepter, requester);
        }
    }

    private static void CheckRoutes(Lint lint, PeeringConnection peering, Vpc requester, Vpc accepter)
    {
        Subnet[] there = [.. Asking(lint, peering, requester)], back = [.. Asking(lint, peering, accepter)];
        if (there.Length == 0 && back.Length == 0)
        {
            lint.Report(LintRules.PeeringUnrouted, peering.Name, $"No subnet of {requester.Name} or {accepter.Name} has a route to the peering connection {peering.Name}: it carries nothing",
                "Add a route to the other VPC's block to the route tables of both");
            return;
        }
        CheckWay(lint, peering, there, accepter);
        CheckWay(lint, peering, back, requester);
    }

    /// <summary>Each subnet that sends to the peer must be answered by one of the peer's subnets that it sends to.</summary>
    private static void CheckWay(Lint lint, PeeringConnection peering, Subnet[] senders, Vpc peer)
    {
        List<string> mute = [];
        foreach (Subnet sender in senders)
        {
            Cidr[] reached = [.. Destinations(lint, lint.Lookup.Table(sender.RouteTableId)!, peering)];
            bool answered = lint.Lookup.SubnetsOfVpc[peer.Id].Any(subnet => reached.Any(block => Overlaps(subnet, block))
                && lint.Lookup.Table(subnet.RouteTableId) is { } table && Destinations(lint, table, peering).Any(block => Overlaps(sender, block)));
            if (!answered && lint.Lookup.SubnetsOfVpc[peer.Id].Any()) mute.Add(sender.Name);
        }
        if (mute.Count == 0) return;
        lint.Report(LintRules.PeeringOneWay, peering.Name, $"{Lint.Some(mute)} {(mute.Count == 1 ? "has" : "have")} a route by {peering.Name} to {peer.Name}, and no subnet that it leads to has one back: nothing is answered",
            $"Add a route to {peering.Name} to the route tables of {peer.Name}");
    }

    private static IEnumerable<Subnet> Asking(Lint lint, PeeringConnection peering, Vpc vpc) =>
        lint.Lookup.SubnetsOfVpc[vpc.Id].Where(subnet => lint.Lookup.Table(subnet.RouteTableId) is { } table && Destinations(lint, table, peering).Any());

    private static IEnumerable<Cidr> Destinations(Lint lint, RouteTable table, PeeringConnection peering) => table.Routes
        .Where(route => route.TargetKind == RouteTargetKind.VpcPeeringConnection && route.TargetId == peering.Id)
        .SelectMany(route => route.Destination is { } block ? [block] : lint.Lookup.PrefixList(route.DestinationPrefixListId)?.Entries.AsEnumerable() ?? []);

    private static bool Overlaps(Subnet subnet, Cidr block) =>
        (subnet.CidrBlock is { } ipv4 && ipv4.Overlaps(block)) || (subnet.Ipv6CidrBlock is { } ipv6 && ipv6.Overlaps(block));

    private static void CheckOverlap(Lint lint, PeeringConnection peering, Dictionary<string, List<Vpc>> peers, Vpc vpc, Vpc peer)
    {
        if (!peers.TryGetValue(vpc.Id, out List<Vpc>? others)) peers[vpc.Id] = others = [];
        if (others.Find(other => other.AllCidrBlocks.Any(block => peer.AllCidrBlocks.Any(block.Overlaps))) is { } twin)
            lint.Report(LintRules.PeersOverlap, peering.Name, $"{vpc.Name} is peered with {twin.Name} and with {peer.Name}, whose blocks overlap: an address that both have is reached in one of them only, by the more specific route",
                "Write routes for the parts that are meant, and answers will need the same care");
        others.Add(peer);
    }
}
