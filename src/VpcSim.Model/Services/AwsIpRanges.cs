using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VpcSim.Model.Addressing;
using VpcSim.Model.Naming;

namespace VpcSim.Model.Services;

/// <summary>The address ranges that AWS publishes for its services. (VPC guide, "AWS IP address ranges")</summary>
/// <remarks>Lists are read when they are asked for, and the table behind <see cref="ServiceOf"/> at its first call. Safe for several threads.</remarks>
public sealed class AwsIpRanges
{
    private readonly Lazy<IPrefixSource> _source;
    private readonly Lazy<ServiceTable> _services;
    private readonly Dictionary<string, Cidr[]> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PublicPool> _pools = new(StringComparer.Ordinal);
    private readonly Lock _reading = new();

    private AwsIpRanges(Func<IPrefixSource> read)
    {
        _source = new Lazy<IPrefixSource>(read);
        _services = new Lazy<ServiceTable>(() => ServiceTable.Build(_source.Value.ReadAll()));
    }

    /// <summary>The table that this program carries; its resource is read when first asked.</summary>
    public static AwsIpRanges Default { get; } = new(CompactTable.ReadEmbedded);

    /// <summary>When AWS made the list: <c>2026-08-22-15-17-05</c>.</summary>
    public string CreateDate => _source.Value.CreateDate;

    /// <summary>Reads a file in the JSON form of AWS's own <c>ip-ranges.json</c>.</summary>
    /// <exception cref="FormatException">The file is not of that form; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AwsIpRanges Load(string path)
    {
        PublishedJson published = PublishedJson.Read(File.ReadAllBytes(path), path);
        return new AwsIpRanges(() => published);
    }

    /// <summary>Every range of a service in a region, its local and Wavelength zones included, in numeric order. Empty where there is none.</summary>
    /// <param name="service">Such as <c>S3</c>.</param>
    /// <param name="region">Such as <c>us-east-1</c>.</param>
    /// <param name="ipv4">True for IPv4, false for IPv6.</param>
    public ImmutableArray<Cidr> Prefixes(string service, string region, bool ipv4) => Read(service, region, ipv4, zones: true);

    /// <summary>The ranges that the region itself announces, without those of its local and Wavelength zones.</summary>
    public ImmutableArray<Cidr> RegionalPrefixes(string service, string region, bool ipv4) => Read(service, region, ipv4, zones: false);

    /// <summary>The code of the service that an address belongs to, such as <c>S3</c>; null outside AWS's ranges.</summary>
    /// <remarks>Ranges overlap, and a flow log shows one code: a named service before <c>EC2</c>, <c>EC2</c> before <c>AMAZON</c>; among
    /// named services the longest prefix, then ordinal order. (VPC guide, "Flow log records", pkt-src-aws-service)</remarks>
    public string? ServiceOf(IpAddress address) => _services.Value.Find(address);

    /// <summary>The addresses of the region's EC2 ranges, as one pool to draw from.</summary>
    internal PublicPool PoolOf(string region)
    {
        lock (_reading)
        {
            if (!_pools.TryGetValue(region, out PublicPool? pool))
                _pools[region] = pool = new PublicPool(Draws.RegionalPrefixes(region, ipv4: true, this));
            return pool;
        }
    }

    private ImmutableArray<Cidr> Read(string service, string region, bool ipv4, bool zones)
    {
        string key = $"{service} {region} {(ipv4 ? 4 : 6)} {(zones ? '+' : '-')}";
        lock (_reading)
        {
            if (!_lists.TryGetValue(key, out Cidr[]? list)) _lists[key] = list = _source.Value.Read(service, region, ipv4, zones);
            return ImmutableCollectionsMarshal.AsImmutableArray(list);
        }
    }
}
