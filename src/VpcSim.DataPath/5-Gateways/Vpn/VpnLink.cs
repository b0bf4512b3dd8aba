using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>A tunnel of a VPN connection or a virtual interface of Direct Connect, and when it is not there.</summary>
internal sealed record VpnLink
{
    /// <summary>Stands for a side that never notices.</summary>
    public const long Never = long.MaxValue;

    /// <summary>The VPN connection's or virtual interface's id.</summary>
    public required string Id { get; init; }

    /// <summary>1 or 2; 0 for a virtual interface.</summary>
    public required int Tunnel { get; init; }

    /// <summary>Addresses on premises that it carries; all but where a VPN connection names a block.</summary>
    public Cidr CustomerBlock { get; init; } = Cidr.AnyIPv4;

    /// <summary>Addresses on AWS's side that it carries.</summary>
    public Cidr AmazonBlock { get; init; } = Cidr.AnyIPv4;

    public bool TakesIPv4 { get; init; } = true;

    public bool TakesIPv6 { get; init; }

    /// <summary>In bytes.</summary>
    public required int Mtu { get; init; }

    /// <summary>Whether a sender is told of packets that are too large: not over a VPN. (Site-to-Site VPN guide, "Quotas")</summary>
    public required bool DiscoversMtu { get; init; }

    public required bool ByBgp { get; init; }

    /// <summary>Whether it is a site of its own for the gateway, which other sites may reach. (Site-to-Site VPN guide, "VPN CloudHub")</summary>
    public required bool JoinsSites { get; init; }

    /// <summary>Nanoseconds of silence after which AWS gives it up; <see cref="Never"/> for not at all.</summary>
    public required long AwsNoticesNs { get; init; }

    /// <summary>Nanoseconds of silence after which the customer's device gives it up.</summary>
    public required long CustomerNoticesNs { get; init; }

    public required ImmutableArray<Outage> Outages { get; init; }

    /// <summary>Whether it carries packets between an address on premises and one on AWS's side. (EC2 API, VpnConnectionOptionsSpecification)</summary>
    public bool Carries(IpAddress customer, IpAddress amazon) => CustomerBlock.Contains(customer) && AmazonBlock.Contains(amazon);

    /// <summary>What AWS, which sends what leaves the VPC, knows of it.</summary>
    public LinkHealth Leaving(long startNs, long nowNs) => Health(startNs, nowNs, AwsNoticesNs, movesAhead: true);

    /// <summary>What the customer's device knows of it. Before an update of the endpoint a lower MED of the other tunnel moves it away, if it
    /// speaks BGP. (Site-to-Site VPN guide, "Routing during VPN tunnel endpoint updates")</summary>
    public LinkHealth Arriving(long startNs, long nowNs) => Health(startNs, nowNs, CustomerNoticesNs, movesAhead: ByBgp);

    /// <summary>The next moment after now at which either side's knowledge changes; <see cref="Never"/> for none.</summary>
    public long NextChange(long startNs, long nowNs)
    {
        long next = Never;
        foreach (Outage outage in Outages)
        {
            long from = outage.From.At(startNs);
            Consider(from);
            Consider(After(from, AwsNoticesNs));
            Consider(After(from, CustomerNoticesNs));
            if (outage.To is { } to) Consider(to.At(startNs));
        }
        return next;

        void Consider(long momentNs)
        {
            if (momentNs > nowNs && momentNs < next) next = momentNs;
        }
    }

    private LinkHealth Health(long startNs, long nowNs, long noticesNs, bool movesAhead)
    {
        var health = LinkHealth.Up;
        foreach (Outage outage in Outages)
        {
            long from = outage.From.At(startNs);
            if (nowNs < from || (outage.To is { } to && nowNs >= to.At(startNs))) continue;
            if ((outage.IsEndpointUpdate && movesAhead) || nowNs >= After(from, noticesNs)) return LinkHealth.Down;
            health = LinkHealth.Silent;
        }
        return health;
    }

    private static long After(long momentNs, long delayNs) => delayNs > Never - momentNs ? Never : momentNs + delayNs;
}
