using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Divides the addresses outside of a design into those that it tells apart: every rule, entry and route fits all addresses of a class or none.</summary>
/// <remarks>So one address of each class speaks for the whole internet.</remarks>
internal sealed class AddressClasses
{
    private static readonly Cidr _publicIPv6 = Cidr.Parse("2000::/3"); // global unicast (RFC 4291 section 2.4)

    private static readonly Cidr[] _special =
    [
        Cidr.Parse("0.0.0.0/8"), Cidr.Parse("10.0.0.0/8"), Cidr.Parse("100.64.0.0/10"), Cidr.Parse("127.0.0.0/8"), Cidr.Parse("169.254.0.0/16"),
        Cidr.Parse("172.16.0.0/12"), Cidr.Parse("192.168.0.0/16"), Cidr.Parse("224.0.0.0/3"), _publicIPv6,
    ];

    private readonly Cidr[] _inside;
    private readonly Cidr[] _onPremises;

    /// <param name="design">A completed design.</param>
    public AddressClasses(Design design)
    {
        Cidr[] own = [.. design.NetworkInterfaces.SelectMany(static eni => eni.PrivateAddresses).Select(static address => address.PublicAddress).OfType<IpAddress>().Select(Cidr.Host)];
        _inside = [.. design.Vpcs.SelectMany(static vpc => vpc.AllCidrBlocks), .. own];
        _onPremises = [.. PrefixesOf(design).Where(static block => !block.IsAny).Distinct()];
        Cidr[] told = [.. BlocksOf(design), .. _inside, .. _onPremises, .. _special];
        OnInternet = [.. Representatives(told, IsOnInternet)];
        OnPremises = [.. Representatives(told, IsOnPremises)];
    }

    /// <summary>An address of each class on the internet.</summary>
    public ImmutableArray<IpAddress> OnInternet { get; }

    /// <summary>An address of each class behind VPN connections, virtual interfaces and transit gateways that lead out of the design.</summary>
    public ImmutableArray<IpAddress> OnPremises { get; }

    public bool IsOnInternet(IpAddress address) =>
        !IsInside(address) && !IsOnPremises(address)
        && (address.IsIPv4 ? Replay.Mapping.Hosts.MayBe(address) && !Replay.Mapping.Hosts.IsPrivate(address) : _publicIPv6.Contains(address));

    public bool IsOnPremises(IpAddress address) => !IsInside(address) && Array.Exists(_onPremises, block => block.Contains(address));

    private bool IsInside(IpAddress address) => Array.Exists(_inside, block => block.Contains(address));

    // Within two neighbouring bounds no block begins or ends.
    private static IEnumerable<IpAddress> Representatives(Cidr[] told, Predicate<IpAddress> belongs)
    {
        var bounds = new SortedSet<IpAddress> { IpAddress.FromIPv4(0), default };
        foreach (Cidr block in told)
        {
            bounds.Add(block.Network);
            IpAddress next = block.Last + 1;
            if (next.IsIPv4 == block.IsIPv4) bounds.Add(next);
        }
        IpAddress[] ordered = [.. bounds];
        for (int i = 0; i < ordered.Length; i++)
        {
            // The first address of a block is a network's and no host's, where the class has another one.
            IpAddress second = ordered[i] + 1;
            bool hasSecond = second.IsIPv4 == ordered[i].IsIPv4 && (i + 1 == ordered.Length || second < ordered[i + 1]);
            IpAddress chosen = hasSecond ? second : ordered[i];
            if (belongs(chosen)) yield return chosen;
        }
    }

    private static IEnumerable<Cidr> BlocksOf(Design design) =>
    [
        .. design.SecurityGroups.SelectMany(static group => group.Ingress.Concat(group.Egress)).Select(static rule => rule.Cidr).OfType<Cidr>(),
        .. design.NetworkAcls.SelectMany(static acl => acl.Entries).Select(static entry => entry.CidrBlock),
        .. design.RouteTables.SelectMany(static table => table.Routes).Select(static route => route.Destination).OfType<Cidr>(),
        .. design.TransitGatewayRouteTables.SelectMany(static table => table.Routes).Select(static route => route.Destination).OfType<Cidr>(),
        .. design.PrefixLists.SelectMany(static list => list.Entries),
    ];

    private static IEnumerable<Cidr> PrefixesOf(Design design) =>
    [
        .. design.VpnGateways.SelectMany(gateway => LearnedRoutes.Of(design, gateway)).Select(static route => route.Prefix),
        .. design.VpnConnections.SelectMany(static connection => connection.Routes.Concat((connection.Announces ?? []).Select(static announcement => announcement.Prefix))),
        .. design.TransitGatewayAttachments.SelectMany(static attachment => attachment.Prefixes),
    ];
}
