using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>The properties that a network interface has in its three forms: a resource of its own, an instance's inline one, an instance's top level.</summary>
internal static class InterfaceProperties
{
    /// <summary>Pinned private IPv4 addresses, the primary one first.</summary>
    public static ImmutableArray<PrivateAddress> PrivateAddresses(PropertyReader p)
    {
        List<IpAddress> addresses = [];
        if (p.Address("PrivateIpAddress") is { } pinned) addresses.Add(pinned);
        foreach (PropertyReader item in p.Mappings("PrivateIpAddresses"))
        {
            if (item.Address("PrivateIpAddress") is not { } address || addresses.Contains(address)) continue;
            if (item.Boolean("Primary") == true) addresses.Insert(0, address);
            else addresses.Add(address);
        }
        return [.. addresses.Select(address => new PrivateAddress(address))];
    }

    /// <summary>Public addresses that are no Elastic IPs of the design: drawn at a launch, or a service's own.</summary>
    public static ImmutableArray<PrivateAddress> WithPublic(ResourceReader r, ImmutableArray<PrivateAddress> addresses)
    {
        foreach (PropertyReader item in r.Observed.Mappings("PublicAddresses"))
        {
            if (item.Address("PrivateIpAddress") is not { } own || item.Address("PublicIp") is not { } held) continue;
            addresses = [.. addresses.Select(address => address.Address == own ? address with { PublicAddress = held } : address)];
        }
        return addresses;
    }

    public static ImmutableArray<IpAddress> Ipv6Addresses(PropertyReader p)
    {
        List<IpAddress> addresses = [];
        foreach (PropertyReader item in p.Mappings("Ipv6Addresses"))
            if (item.Address("Ipv6Address") is { } address) addresses.Add(address);
        return [.. addresses];
    }

    /// <summary>Delegated blocks. (CloudFormation guide, "AWS::EC2::NetworkInterface Ipv4PrefixSpecification")</summary>
    /// <param name="p">The interface.</param>
    /// <param name="name"><c>Ipv4Prefix</c> or <c>Ipv6Prefix</c>.</param>
    public static ImmutableArray<Cidr> Prefixes(PropertyReader p, string name)
    {
        List<Cidr> prefixes = [];
        foreach (PropertyReader item in p.Mappings($"{name}es"))
            if (item.Cidr(name) is { } prefix) prefixes.Add(prefix);
        return [.. prefixes];
    }

    /// <summary>Blocks are counted or named, and never beside addresses that are. (EC2 API, "CreateNetworkInterface")</summary>
    public static void CheckPrefixes(PropertyReader p, string name, string others)
    {
        string[] given = [.. new[] { $"{name}es", $"{name}Count" }.Where(p.Has)];
        string[] beside = [.. others.Split(' ').Where(p.Has)];
        if (given.Length + Math.Min(beside.Length, 1) * given.Length > 1)
            p.Invalid(given[0], $"You can't specify {string.Join(" and ", [.. given, .. beside])} together; keep one.", "InvalidParameterCombination");
    }

    public static ConnectionTracking Tracking(PropertyReader p)
    {
        if (p.Mapping("ConnectionTrackingSpecification") is not { } tracking) return ConnectionTracking.Default;
        tracking.RefuseOthers("TcpEstablishedTimeout", "UdpTimeout", "UdpStreamTimeout");
        return new ConnectionTracking(tracking.Integer("TcpEstablishedTimeout"), tracking.Integer("UdpTimeout"), tracking.Integer("UdpStreamTimeout"));
    }
}
