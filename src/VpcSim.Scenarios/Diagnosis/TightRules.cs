using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Narrows a rule to what was needed of it. It never allows what the rule does not.</summary>
internal sealed class TightRules(Design design)
{
    /// <summary>Different ports beyond which a service is taken to choose among a range.</summary>
    private const int MostPorts = 16;

    private const int MostBlocks = 8;

    /// <summary>Addresses of the internet beyond which everybody is meant.</summary>
    private const int MostStrangers = 16;

    /// <summary>Addresses of a subnet from which on the subnet is meant.</summary>
    private const int ManyOfSubnet = 4;

    private readonly Dictionary<IpAddress, NetworkInterface> _owners = OwnersOf(design);

    /// <param name="rule">The rule.</param>
    /// <param name="group">Its group.</param>
    /// <param name="use">What it was needed for.</param>
    /// <param name="references">Whether a security group may stand for peers that have it.</param>
    public ImmutableArray<SecurityGroupRule> Narrow(SecurityGroupRule rule, SecurityGroup group, RuleUse use, bool references)
    {
        var narrow = ImmutableArray.CreateBuilder<SecurityGroupRule>();
        foreach (IGrouping<byte, RuleNeed> ofProtocol in use.Needs.GroupBy(static need => need.Protocol).OrderBy(static needs => needs.Key))
        {
            bool hasPorts = ofProtocol.Key is IpProtocol.Tcp or IpProtocol.Udp;
            if (!hasPorts)
            {
                // Records tell no type of ICMP.
                (int from, int to) = rule.Protocol == IpProtocol.All ? (-1, -1) : (rule.FromPort, rule.ToPort);
                Add(ofProtocol.Key, from, to, PeersOf(rule, group, ofProtocol, references));
                continue;
            }
            ushort[] ports = [.. ofProtocol.Select(static need => need.Port).Distinct().Order()];
            if (ports.Length > MostPorts)
            {
                Add(ofProtocol.Key, ports[0], ports[^1], PeersOf(rule, group, ofProtocol, references));
                continue;
            }
            var ofPort = ports.Select(port => (Port: port, Peers: PeersOf(rule, group, ofProtocol.Where(need => need.Port == port), references)));
            foreach (var alike in ofPort.GroupBy(static pair => string.Join(' ', pair.Peers)))
                foreach ((ushort from, ushort to) in RangesOf([.. alike.Select(static pair => pair.Port)])) Add(ofProtocol.Key, from, to, alike.First().Peers);
        }
        return narrow.Count == 1 && IsSame(narrow[0], rule) ? [rule] : narrow.ToImmutable();

        void Add(byte protocol, int from, int to, List<Peer> peers)
        {
            foreach (Peer peer in peers)
                narrow.Add(rule with { Name = null, Protocol = protocol, FromPort = from, ToPort = to, Cidr = peer.Block, GroupId = peer.Group, PrefixListId = peer.Block is null && peer.Group is null ? rule.PrefixListId : null, GroupOwnerId = peer.Group == rule.GroupId ? rule.GroupOwnerId : null });
        }
    }

    // What names a group or a prefix list names it still: it says who is meant.
    private List<Peer> PeersOf(SecurityGroupRule rule, SecurityGroup group, IEnumerable<RuleNeed> needs, bool references)
    {
        if (rule.Cidr is not { } allowed) return [new Peer(null, rule.GroupId)];
        var left = new SortedSet<IpAddress>(needs.Select(static need => need.Peer));
        var peers = new List<Peer>();
        if (references && ReferenceFor(group, allowed, left) is { } reference)
        {
            peers.Add(new Peer(null, reference));
            left.RemoveWhere(address => _owners.TryGetValue(address, out NetworkInterface? owner) && owner.SecurityGroupIds.Contains(reference));
        }
        foreach (Subnet subnet in design.Subnets)
        {
            Cidr? block = allowed.IsIPv4 ? subnet.CidrBlock : subnet.Ipv6CidrBlock;
            if (block is not { } own || !allowed.Contains(own) || left.Count(own.Contains) < ManyOfSubnet) continue;
            peers.Add(new Peer(own, null));
            left.RemoveWhere(own.Contains);
        }
        if (left.Count > MostStrangers && left.Count(IsStranger) > MostStrangers) return [new Peer(allowed, null)];
        peers.AddRange(PeerBlocks.AtMost(left, MostBlocks).Select(static block => new Peer(block, null)));
        return peers;
    }

    // A group that all peers of the design have, and hardly anyone else, none of whom the rule keeps out today.
    private string? ReferenceFor(SecurityGroup group, Cidr allowed, SortedSet<IpAddress> peers)
    {
        NetworkInterface[] owners = [.. peers.Select(peer => _owners.GetValueOrDefault(peer)).OfType<NetworkInterface>().Distinct()];
        if (owners.Length == 0) return null;
        return owners.Select(static owner => (IEnumerable<string>)owner.SecurityGroupIds).Aggregate(static (left, right) => left.Intersect(right))
            .Where(id => design.SecurityGroups.Any(named => named.Id == id && named.VpcId == group.VpcId))
            .Select(id => (Id: id, Members: design.NetworkInterfaces.Where(eni => eni.SecurityGroupIds.Contains(id)).ToArray()))
            .Where(named => named.Members.Length <= 2 * owners.Length && named.Members.All(member => AddressesOf(member).All(own => own.IsIPv4 != allowed.IsIPv4 || allowed.Contains(own))))
            .OrderBy(static named => named.Members.Length).Select(static named => named.Id).FirstOrDefault();
    }

    private bool IsStranger(IpAddress address) => !_owners.ContainsKey(address) && !design.Vpcs.Any(vpc => vpc.Contains(address));

    private static IEnumerable<(ushort From, ushort To)> RangesOf(ushort[] ports)
    {
        for (int i = 0; i < ports.Length; i++)
        {
            ushort from = ports[i];
            while (i + 1 < ports.Length && ports[i + 1] == ports[i] + 1) i++;
            yield return (from, ports[i]);
        }
    }

    private static bool IsSame(SecurityGroupRule narrow, SecurityGroupRule rule) =>
        narrow.Protocol == rule.Protocol && (narrow.FromPort, narrow.ToPort) == (rule.FromPort, rule.ToPort) && narrow.Peer == rule.Peer;

    private static Dictionary<IpAddress, NetworkInterface> OwnersOf(Design design)
    {
        var owners = new Dictionary<IpAddress, NetworkInterface>();
        foreach (NetworkInterface eni in design.NetworkInterfaces)
            foreach (IpAddress own in AddressesOf(eni)) owners.TryAdd(own, eni);
        return owners;
    }

    private static IEnumerable<IpAddress> AddressesOf(NetworkInterface eni) => eni.PrivateAddresses.Select(static own => own.Address).Concat(eni.Ipv6Addresses);

    private readonly record struct Peer(Cidr? Block, string? Group);
}
