using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;
using VpcSim.Wire;

namespace VpcSim.Oracle.Tests.Simulated;

/// <summary>VpcSim as a judge: the same network as a design, the same bytes as packets.</summary>
internal static class SimulatedNetwork
{
    private const double SecondsBetween = 1e-4;

    /// <summary>Lets the packets cross a network; the verdict of each is told too, for messages.</summary>
    /// <param name="network">The network.</param>
    /// <param name="probes">The packets.</param>
    /// <param name="verdicts">The verdict of each.</param>
    /// <param name="parts">How many packets each kind of gateway let pass.</param>
    public static Judgement Judge(NetworkPlan network, IReadOnlyList<Probe> probes, out Verdict[] verdicts, out IReadOnlyDictionary<string, int> parts)
    {
        DesignBuilder builder = Design(network);
        Run run = builder.Start(DataPathSettings.Default with { TcpTrackedFromTheMiddle = network.TracksFromTheMiddle });
        var words = new Words(builder.Complete());
        bool changed = network.Becomes is null;
        int[] arrivals = new int[probes.Count];
        var sights = new Appearance?[probes.Count];
        var sighting = new Sighting(run);
        parts = sighting.Passed;
        verdicts = new Verdict[probes.Count];
        var dropped = new Dictionary<string, int>();
        foreach (Probe probe in probes)
        {
            if (!changed && probe.IsLate)
            {
                changed = true;
                builder = Design(network.Becomes!);
                run.Change(_ => builder.Written);
                words = new Words(builder.Complete());
            }
            if (Answering.Resolve(probe, probes, arrivals, sights) is not { } bytes)
            {
                arrivals[probe.Number] = Judgement.Unsent;
                continue;
            }
            Sent sent = Send(run, probe, bytes);
            Verdict verdict = sent.Verdict;
            verdicts[probe.Number] = verdict;
            arrivals[probe.Number] = words.PlaceOf(verdict);
            if (arrivals[probe.Number] >= 0) sights[probe.Number] = sighting.Of(probe, bytes, sent);
            if (arrivals[probe.Number] != Judgement.Lost || probe.LaterFragment) continue;
            string by = words.DropOf(verdict);
            dropped[by] = dropped.GetValueOrDefault(by) + 1;
        }
        return new Judgement(arrivals, sights, dropped);
    }

    private static Sent Send(Run run, Probe probe, byte[] bytes)
    {
        var header = new PacketHeader();
        var quote = new QuotedPacket();
        PacketDecoder.Decode(LinkType.Raw, bytes, bytes.Length, ref header, ref quote, out Undecodable why);
        if (why != Undecodable.None) throw new InvalidOperationException($"{probe} is not decoded: {why}");
        var packet = new Packet(header, quote);
        run.Wait(SecondsBetween);
        return probe.IsSpoofed ? run.SendFrom(Probe.NameOf(probe.From), packet) : run.Send(packet);
    }

    private static DesignBuilder Design(NetworkPlan network)
    {
        var builder = new DesignBuilder();
        for (int vpc = network.Vpcs - 1; vpc >= 0; vpc--) builder.Vpc(Places.Vpc(vpc), Places.VpcIpv4(vpc), Places.VpcIpv6(vpc));
        builder.InternetGateway().EgressOnlyGateway().Vpn("vgw", Places.OnPremises).Elsewhere("gone", Model.RouteTables.RouteTargetKind.NatGateway);
        for (int vpc = 1; vpc < network.Vpcs; vpc++) builder.Peering($"pcx{vpc}", Places.Vpc(0), Places.Vpc(vpc));
        // A NAT gateway's address decides its subnet, which comes after the table that leads to it.
        if (network.Nat is { } nat) builder.Nat("nat", nat.Subnet.Name, nat.Ipv4, nat.IsPublic ? nat.PublicIpv4 : null);
        for (int vpc = 0; vpc < network.Vpcs; vpc++) Build(builder.In(Places.Vpc(vpc)), network, vpc);
        return builder;
    }

    private static void Build(DesignBuilder builder, NetworkPlan network, int vpc)
    {
        foreach (TablePlan table in network.Tables.Where(table => table.Vpc == vpc)) builder.Table(table.Name, [.. table.Routes.Select(route => $"{route.Destination} {route.Target}")]);
        foreach (AclPlan acl in network.Acls.Where(acl => acl.Vpc == vpc))
            builder.Acl(acl.Name, [.. acl.Entries.Select(entry => $"{Way(entry.Egress)} {entry.Number} {(entry.Allow ? "allow" : "deny")} {TextOf(entry.Match)}")]);
        foreach (GroupPlan group in network.Groups.Where(group => group.Vpc == vpc))
            builder.Group(group.Name, [.. group.Inbound.Select(rule => "in " + TextOf(rule)), .. group.Outbound.Select(rule => "out " + TextOf(rule))]);
        foreach (SubnetPlan subnet in network.Subnets.Where(subnet => subnet.Vpc == vpc))
            builder.Subnet(subnet.Name, subnet.Ipv4, subnet.Ipv6, network.Tables[subnet.Table].Name, network.Acls[subnet.Acl].Name);
        foreach (HostPlan host in network.Hosts.Where(host => host.Subnet.Vpc == vpc))
        {
            string groups = string.Join(' ', host.Groups.Select(group => network.Groups[group].Name));
            builder.Eni(host.Name, string.Join(' ', [.. host.Ipv4, .. host.Ipv6]), groups, null, host.Checks, "c5.large");
            foreach (string address in host.Ipv4.Where(host.IsPublic)) builder.Eip($"{host.Name}-{address}", NatPlan.PublicOf(address), host.Name, address);
        }
    }

    private static string TextOf(RulePlan rule)
    {
        string protocol = rule.Protocol switch { -1 => "all", 6 => "tcp", 17 => "udp", 1 => "icmp", 58 => "icmpv6", _ => $"{rule.Protocol}" };
        string what = rule.From < 0 ? "" : rule.IsIcmp ? $" {rule.From}/{rule.To}" : $" {rule.From}-{rule.To}";
        return $"{protocol}{what} {(rule.NamesGroup ? "sg-" : "")}{rule.Peer}";
    }

    private static string Way(bool egress) => egress ? "out" : "in";
}
