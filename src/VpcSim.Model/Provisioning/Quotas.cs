using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Naming;

namespace VpcSim.Model.Provisioning;

/// <summary>The quotas in force: AWS's defaults, and what <c>--quota NAME=N</c> raised or lowered.</summary>
public sealed class Quotas
{
    /// <summary>Rules per group times groups per interface never exceed this. (VPC guide, "Amazon VPC quotas", security groups)</summary>
    public const int RulesTimesGroupsLimit = 1_000;

    private readonly ImmutableDictionary<string, int> _changed;

    private Quotas(ImmutableDictionary<string, int> changed) => _changed = changed;

    /// <summary>Every quota, in the order of AWS's pages.</summary>
    public static ImmutableArray<Quota> All { get; } =
    [
        new(QuotaNames.VpcsPerRegion, 5, null),
        new(QuotaNames.SubnetsPerVpc, 200, null),
        new(QuotaNames.Ipv4CidrBlocksPerVpc, 5, 50),
        new(QuotaNames.Ipv6CidrBlocksPerVpc, 5, 50),
        new(QuotaNames.ElasticIpsPerRegion, 5, null),
        new(QuotaNames.ElasticIpsPerNatGateway, 2, 8),
        new(QuotaNames.InternetGatewaysPerRegion, 5, null),
        new(QuotaNames.EgressOnlyInternetGatewaysPerRegion, 5, null),
        new(QuotaNames.NatGatewaysPerAz, 5, null),
        new(QuotaNames.InterfacesPerRegion, 5_000, null),
        new(QuotaNames.SecurityGroupsPerRegion, 2_500, null),
        new(QuotaNames.SecurityGroupsPerInterface, 5, 16),
        new(QuotaNames.RulesPerSecurityGroup, 60, RulesTimesGroupsLimit),
        new(QuotaNames.NetworkAclsPerVpc, 200, null),
        new(QuotaNames.NetworkAclRulesPerDirection, 20, 40),
        new(QuotaNames.RouteTablesPerVpc, 200, null),
        new(QuotaNames.RoutesPerRouteTable, 500, 1_000),
        new(QuotaNames.PropagatedRoutesPerRouteTable, 100, 100),
        new(QuotaNames.PeeringConnectionsPerVpc, 50, 125),
        new(QuotaNames.PrefixListsPerRegion, 100, null),
        new(QuotaNames.EntriesPerPrefixList, 1_000, null),
        new(QuotaNames.GatewayEndpointsPerRegion, 20, null),
        new(QuotaNames.InterfaceEndpointsPerVpc, 50, null),
        new(QuotaNames.VpnGatewaysPerRegion, 5, null),
        new(QuotaNames.CustomerGatewaysPerRegion, 50, null),
        new(QuotaNames.VpnConnectionsPerRegion, 50, null),
        new(QuotaNames.VpnConnectionsPerVpnGateway, 10, null),
        new(QuotaNames.StaticRoutesPerVpnConnection, 100, 100),
        new(QuotaNames.BlockPublicAccessExclusionsPerRegion, 50, null),
        new(QuotaNames.FlowLogsPerResource, 250, 250),
    ];

    /// <summary>What an account has without asking.</summary>
    public static Quotas Default { get; } = new(ImmutableDictionary<string, int>.Empty);

    /// <summary>The value of a quota of <see cref="QuotaNames"/>.</summary>
    /// <exception cref="FormatException">There is no quota of that name.</exception>
    public int this[string name] => _changed.TryGetValue(name, out int value) ? value : Find(name).DefaultValue;

    /// <summary>These quotas with one more set by text, such as <c>security-groups-per-interface=7</c>.</summary>
    /// <exception cref="FormatException">The text is not <c>NAME=N</c>, the name is unknown (the message has the nearest ones), or N is
    /// below 1 or above what AWS grants.</exception>
    public Quotas With(string nameAndValue)
    {
        int equals = nameAndValue.IndexOf('=');
        if (equals <= 0)
            throw new FormatException($"'{nameAndValue}' is not a quota of the form NAME=N, such as {QuotaNames.SecurityGroupsPerInterface}=7");
        string digits = nameAndValue[(equals + 1)..];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < 1)
            throw new FormatException($"'{digits}' is not a quota's value: a whole number from 1");
        return With(nameAndValue[..equals].Trim(), value);
    }

    /// <summary>These quotas with one more set.</summary>
    /// <exception cref="FormatException">The name is unknown, or the value is below 1 or above what AWS grants.</exception>
    public Quotas With(string name, int value)
    {
        Quota quota = Find(name);
        if (value < 1) throw new FormatException($"{name}={value}: a quota is at least 1");
        if (quota.Maximum is { } maximum && value > maximum)
        {
            throw new FormatException(quota.IsAdjustable
                ? $"{name}={value}: AWS raises this quota to at most {maximum}"
                : $"{name}={value}: AWS does not adjust this quota; it is {maximum}");
        }
        return new Quotas(_changed.SetItem(name, value));
    }

    internal static Quota Find(string name)
    {
        foreach (Quota quota in All)
            if (quota.Name == name) return quota;
        string nearest = string.Join(", ", NearestNames.Of(name, All.Select(quota => quota.Name)));
        throw new FormatException($"there is no quota '{name}'; the nearest are {nearest}");
    }
}
