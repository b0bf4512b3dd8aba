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
    public static Judgement Judge(NetworkPlan network, IReadOnlyList<Probe> probes, out Verdict[] verdicts)
    {
        DesignBuilder builder = Design(network);
        Run run = builder.Start(DataPathSettings.Default with { TcpTrackedFromTheMiddle = network.TracksFromTheMiddle });
        var words = new Words(builder.Complete());
        bool changed = network.Becomes is null;
        int[] arrivals = new int[probes.Count];
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
            Verdict verdict = Send(run, probe);
            verdicts[probe.Number] = verdict;
            arrivals[probe.Number] = Words.PlaceOf(verdict);
            if (arrivals[probe.Number] != Judgement.Lost || probe.LaterFragment) continue;
            string by = words.DropOf(verdict);
            dropped[by] = dropped.GetValueOrDefault(by) + 1;
        }
        return new Judgement(arrivals, dropped);
    }

    private static Verdict Send(Run run, Probe probe)
    {
        var header = new PacketHeader();
        var quote = new QuotedPacket();
        PacketDecoder.Decode(LinkType.Raw, probe.Packet, probe.Packet.Length, ref header, ref quote, out Undecodable why);
        if (why != Undecodable.None) throw new InvalidOperationException($"{probe} is not decoded: {why}");
        var packet = new Packet(header, quote);
        run.Wait(SecondsBetween);
        return (probe.IsSpoofed ? run.SendFrom(Probe.NameOf(probe.From), packet) : run.Send(packet)).Verdict;
    }

    private static DesignBuilder Design(NetworkPlan network)
    {
        DesignBuilder builder = new DesignBuilder().Vpc(cidr: Places.VpcIpv4, ipv6: Places.VpcIpv6Block)
            .InternetGateway().Vpn("vgw", Places.OnPremises).Elsewhere("gone", Model.RouteTables.RouteTargetKind.NatGateway);
        foreach (TablePlan table in network.Tables) builder.Table(table.Name, [.. table.Routes.Select(route => $"{route.Destination} {route.Target}")]);
        foreach (AclPlan acl in network.Acls)
            builder.Acl(acl.Name, [.. acl.Entries.Select(entry => $"{Way(entry.Egress)} {entry.Number} {(entry.Allow ? "allow" : "deny")} {TextOf(entry.Match)}")]);
        foreach (GroupPlan group in network.Groups)
            builder.Group(group.Name, [.. group.Inbound.Select(rule => "in " + TextOf(rule)), .. group.Outbound.Select(rule => "out " + TextOf(rule))]);
        foreach (SubnetPlan subnet in network.Subnets)
            builder.Subnet(subnet.Name, subnet.Ipv4, subnet.Ipv6, network.Tables[subnet.Table].Name, network.Acls[subnet.Acl].Name);
        foreach (HostPlan host in network.Hosts)
        {
            string groups = string.Join(' ', host.Groups.Select(group => network.Groups[group].Name));
            builder.Eni(host.Name, $"{host.Ipv4} {host.Ipv6}", groups, host.HasPublicAddress ? host.PublicIpv4 : null, host.Checks, "c5.large");
        }
        return builder;
    }

    private static string TextOf(RulePlan rule)
    {
        string protocol = rule.Protocol switch { -1 => "all", 6 => "tcp", 17 => "udp", 1 => "icmp", 58 => "icmpv6", _ => $"{rule.Protocol}" };
        string what = rule.From < 0 ? "" : rule.IsIcmp ? $" {rule.From}/{rule.To}" : $" {rule.From}-{rule.To}";
        return $"{protocol}{what} {(rule.NamesGroup ? "sg-" : "")}{rule.Peer}";
    }

    private static string Way(bool egress) => egress ? "out" : "in";
}
