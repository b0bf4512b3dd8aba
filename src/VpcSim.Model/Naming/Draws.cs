using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VpcSim.Model.Addressing;
using VpcSim.Model.Services;

namespace VpcSim.Model.Naming;

/// <summary>Addresses that AWS would draw at random, taken instead by hash of the name from the ranges that AWS publishes for the region.</summary>
/// <remarks>A region that the table does not know draws from the ranges of us-east-1.</remarks>
public static class Draws
{
    private const string FallbackRegion = "us-east-1";
    private const int VpcIpv6PrefixLength = 56;

    /// <summary>The /56 that a VPC with an Amazon-provided IPv6 block receives: inside the widest EC2 IPv6 range of the region, the lowest
    /// among equally wide ones. (VPC guide, "VPC CIDR blocks")</summary>
    public static Cidr Ipv6VpcBlock(string account, string region, string vpcName, AwsIpRanges? ranges = null)
    {
        Cidr widest = Widest(RegionalPrefixes(region, ipv4: false, ranges ?? AwsIpRanges.Default));
        ulong bits = Hash($"ipv6-cidr:{account}:{region}:{vpcName}") % (1UL << (VpcIpv6PrefixLength - widest.PrefixLength));
        return new Cidr(widest.Network.Skip(bits, 128 - VpcIpv6PrefixLength), VpcIpv6PrefixLength);
    }

    /// <summary>A public IPv4 address of the region's EC2 ranges, for an Elastic IP or one drawn at launch. Never a range's first or last.</summary>
    /// <remarks>Two names may hash to one address; the provisioner then draws again for the later of them.</remarks>
    public static IpAddress PublicIpv4(string account, string region, string name, AwsIpRanges? ranges = null)
    {
        PublicPool pool = (ranges ?? AwsIpRanges.Default).PoolOf(region);
        return pool.At(Hash($"public-ipv4:{account}:{region}:{name}") % pool.Count);
    }

    internal static ReadOnlySpan<Cidr> RegionalPrefixes(string region, bool ipv4, AwsIpRanges ranges)
    {
        ReadOnlySpan<Cidr> own = ranges.RegionalPrefixes("EC2", region, ipv4).AsSpan();
        if (!own.IsEmpty) return own;
        ReadOnlySpan<Cidr> fallback = ranges.RegionalPrefixes("EC2", FallbackRegion, ipv4).AsSpan();
        return !fallback.IsEmpty ? fallback : AwsIpRanges.Default.RegionalPrefixes("EC2", FallbackRegion, ipv4).AsSpan();
    }

    private static Cidr Widest(ReadOnlySpan<Cidr> sorted)
    {
        Cidr widest = sorted[0];
        foreach (Cidr prefix in sorted)
            if (prefix.PrefixLength < widest.PrefixLength) widest = prefix;
        return widest;
    }

    private static ulong Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
