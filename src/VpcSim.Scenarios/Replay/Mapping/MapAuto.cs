using System.Collections.Immutable;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary><c>--map-auto</c>: reads captures once and proposes which captured hosts are which interfaces of the design.</summary>
/// <remarks>
/// Servers go to interfaces whose security groups open what they serve, clients to interfaces that the groups of their servers name; an address in nearly
/// all packets of a capture is the interface on which it was taken. Public addresses stay on the internet, what the design owns stays there, and addresses
/// that a mapping of the user names are where it puts them. Groups are asked by <see cref="GroupRules"/>; network ACLs and routes are not, since what they
/// do to the traffic is what the replay is to find.
/// </remarks>
public sealed class MapAuto
{
    private const int MostHosts = 500;
    private readonly Fabric _fabric;
    private readonly Design _design;
    private readonly ReplayOptions _options;
    private readonly NameIndex _names;
    private readonly OnPremises _onPremises;
    private readonly GroupRules _rules;
    private readonly GroupFit _fit;

    /// <param name="fabric">The design, compiled.</param>
    /// <param name="options">How the captures will be replayed.</param>
    public MapAuto(Fabric fabric, ReplayOptions options)
    {
        (_fabric, _design, _options) = (fabric, fabric.Design, options);
        _names = new NameIndex(_design);
        _onPremises = new OnPremises(_design);
        _rules = new GroupRules(fabric);
        _fit = new GroupFit(_rules);
    }

    /// <summary>Reads the captures and places their hosts.</summary>
    /// <param name="captures">Files, which can be read again.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ArgumentException"><see cref="ReplayOptions.At"/> or a capture's <see cref="CaptureInput.At"/> names no interface.</exception>
    /// <exception cref="CaptureFormatException">A file is missing or no capture.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public PlacementProposal Propose(IReadOnlyList<CaptureInput> captures, CancellationToken cancellation)
    {
        var survey = new Survey();
        using PacketSource source = ReplayRun.Open(_fabric, _options, captures, new AddressTranslation(_fabric, _options), keepsFrames: false, cancellation);
        foreach (PacketBatch batch in source.Batches())
            for (int i = 0; i < batch.Count; i++) survey.Add(in batch.Headers[i], source.Origins[batch.Origins[i]].Interface);
        survey.Finish();
        return Place(survey, [.. Enumerable.Range(0, source.Origins.Count).Select(i => source.Origins[(ushort)i].Interface).Where(eni => eni >= 0).Distinct()]);
    }

    private PlacementProposal Place(Survey survey, int[] takenOn)
    {
        var placements = new List<ProposedPlacement>();
        var remaining = new List<RemainingHost>();
        foreach (bool ipv4 in new[] { true, false })
        {
            FamilyPlacement family = Place(survey, takenOn, ipv4);
            placements.AddRange(family.Placements(_names));
            remaining.AddRange(family.Remaining.Select(host => new RemainingHost(host, IsOnPremises(host), FamilyPlacement.ServicesOf(survey, host))));
        }
        IEnumerable<IpAddress> seen = survey.Exchanges.Keys.SelectMany(exchange => new[] { exchange.Client, exchange.Server }).Distinct();
        ImmutableArray<string> own = [.. seen.Select(OwnerOf).Where(eni => eni >= 0).Distinct().Order().Select(eni => _design.NetworkInterfaces[eni].Name)];
        return new PlacementProposal([.. placements], [.. remaining], own);
    }

    private FamilyPlacement Place(Survey survey, int[] takenOn, bool ipv4)
    {
        Exchange[] exchanges = [.. survey.Exchanges.Where(pair => pair.Key.IsIPv4 == ipv4 && pair.Value).Select(pair => pair.Key)];
        Dictionary<IpAddress, int> asked = [];
        foreach (Exchange exchange in survey.Exchanges.Keys.Where(exchange => exchange.IsIPv4 == ipv4))
            foreach (IpAddress end in new[] { exchange.Client, exchange.Server }) asked[end] = asked.GetValueOrDefault(end) + 1;
        HashSet<int> present = [.. asked.Keys.Select(OwnerOf).Where(eni => eni >= 0)];
        (int Interface, IpAddress Address)[] slots = [.. SlotsOf(ipv4).Where(slot => !present.Contains(slot.Interface) && !IsNamed(slot.Address))];
        (int Interface, IReadOnlyList<IpAddress> Hosts)[] certain =
        [
            .. takenOn.Where(eni => Array.Exists(slots, slot => slot.Interface == eni))
                .Select(eni => (eni, (IReadOnlyList<IpAddress>)[.. survey.OwnAddresses(eni, ipv4).Where(host => OwnerOf(host) < 0)]))
                .Where(pair => pair.Item2.Count > 0),
        ];
        HashSet<IpAddress> known = [.. certain.SelectMany(pair => pair.Hosts)];
        bool isOwn = IsOfDesign(survey, ipv4);
        IpAddress[] strangers = [.. asked.Keys.Where(host => OwnerOf(host) < 0 && !IsNamed(host) && Hosts.IsPrivate(host) && survey.Sent(host) && !IsReserved(host)).Order()];
        IEnumerable<IpAddress> candidates = isOwn ? [] : strangers.OrderByDescending(host => asked[host]).Take(MostHosts);
        IpAddress[] hosts = [.. candidates.Concat(known).Distinct().Order()];
        var problem = new PlacementProblem(hosts, slots, LinksOf(exchanges, hosts), _fit);
        return new FamilyPlacement(problem, Best(problem, certain), _design, _fit, isOwn ? [] : strangers);
    }

    // Where a capture has two hosts only, either may be the one on which it was taken: the better placement tells.
    private static Assignment Best(PlacementProblem problem, (int Interface, IReadOnlyList<IpAddress> Hosts)[] certain)
    {
        var chosen = new List<(int Host, int Slot)>();
        foreach ((int networkInterface, IReadOnlyList<IpAddress> hosts) in certain)
        {
            int slot = Array.FindIndex(problem.Slots, slot => slot.Interface == networkInterface);
            (int Host, int Slot)? best = null;
            Value value = default;
            foreach (int host in hosts.Select(address => Array.IndexOf(problem.Hosts, address)).Where(host => !chosen.Exists(pair => pair.Host == host)))
            {
                Value reached = PlacementSearch.Solve(problem, [.. chosen, (host, slot)]).Total;
                if (best is null || reached.IsBetterThan(value)) (best, value) = ((host, slot), reached);
            }
            if (best is { } found) chosen.Add(found);
        }
        return PlacementSearch.Solve(problem, chosen);
    }

    private Link[] LinksOf(Exchange[] exchanges, IpAddress[] hosts)
    {
        Dictionary<IpAddress, int> numbers = hosts.Select((host, number) => (host, number)).ToDictionary(pair => pair.host, pair => pair.number);
        int NumberOf(IpAddress host) => numbers.GetValueOrDefault(host, -1);
        Dictionary<(IpAddress, byte, ushort), int> outsiders = exchanges.Where(exchange => NumberOf(exchange.Client) < 0)
            .GroupBy(exchange => (exchange.Server, exchange.Protocol, exchange.Port)).ToDictionary(group => group.Key, group => group.Count());
        return
        [
            .. exchanges.Where(exchange => exchange.Client != exchange.Server && (NumberOf(exchange.Client) >= 0 || NumberOf(exchange.Server) >= 0))
                .Select(exchange => new Link(
                    exchange, NumberOf(exchange.Client), NumberOf(exchange.Server), OwnerOf(exchange.Client), OwnerOf(exchange.Server),
                    NumberOf(exchange.Client) >= 0 ? PlacementProblem.WholeWeight
                        : Math.Max(1, PlacementProblem.WholeWeight / outsiders[(exchange.Server, exchange.Protocol, exchange.Port)]))),
        ];
    }

    private IEnumerable<(int Interface, IpAddress Address)> SlotsOf(bool ipv4) => Enumerable.Range(0, _design.NetworkInterfaces.Length)
        .Where(_rules.Guard)
        .OrderBy(eni => _design.NetworkInterfaces[eni].Kind == InterfaceKind.Interface ? 0 : 1)
        .SelectMany(eni => _design.NetworkInterfaces[eni] switch
        {
            { PrivateAddresses: [var first, ..] } when ipv4 => [(eni, first.Address)],
            { Ipv6Addresses: [var first, ..] } when !ipv4 => new[] { (eni, first) },
            _ => [],
        });

    // The captures are of this design if most of what was asked has an end there by itself.
    private bool IsOfDesign(Survey survey, bool ipv4)
    {
        Exchange[] exchanges = [.. survey.Exchanges.Keys.Where(exchange => exchange.IsIPv4 == ipv4)];
        int own = exchanges.Count(exchange => IsOwn(exchange.Client) || IsOwn(exchange.Server));
        return own > 0 && own * 2 >= exchanges.Length;
    }

    private bool IsOwn(IpAddress address) => OwnerOf(address) >= 0 && !IsNamed(address);

    private bool IsNamed(IpAddress address) => _options.Mappings.Any(mapping => mapping.Design.Contains(address));

    private int OwnerOf(IpAddress address)
    {
        for (int vpc = 0; vpc < _design.Vpcs.Length; vpc++)
            if (_fabric.FindInterface(vpc, address) is >= 0 and int owner) return owner;
        return -1;
    }

    private bool IsOnPremises(IpAddress address) => _onPremises.FindVpnGateway(address, -1) >= 0 || _onPremises.IsBehindTransitGateway(address);

    // The first addresses of a subnet, which AWS keeps for itself. (VPC guide, "Subnet CIDR blocks")
    private bool IsReserved(IpAddress address) =>
        _design.Subnets.Any(subnet => subnet.CidrBlock is { } block && block.Contains(address) && address < block.Network + 4);
}
