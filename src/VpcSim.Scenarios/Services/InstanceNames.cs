using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Services;

/// <summary>The names that AWS gives to addresses of instances. (EC2 guide, "EC2 instance hostnames and domains"; VPC guide, "DNS attributes for your VPC")</summary>
internal static class InstanceNames
{
    private const string FirstRegion = "us-east-1";

    /// <summary><c>ec2.internal</c> in us-east-1, elsewhere <c>region.compute.internal</c>.</summary>
    public static string PrivateDomain(string region) => region == FirstRegion ? "ec2.internal" : $"{region}.compute.internal";

    /// <summary><c>compute-1.amazonaws.com</c> in us-east-1, elsewhere <c>region.compute.amazonaws.com</c>.</summary>
    public static string PublicDomain(string region) => region == FirstRegion ? "compute-1.amazonaws.com" : $"{region}.compute.amazonaws.com";

    /// <summary>Such as <c>ip-10-0-1-10.ec2.internal</c>.</summary>
    public static string Private(IpAddress address, string region) => $"ip-{Dashed(address)}.{PrivateDomain(region)}";

    /// <summary>Such as <c>ec2-203-0-113-10.compute-1.amazonaws.com</c>.</summary>
    public static string Public(IpAddress address, string region) => $"ec2-{Dashed(address)}.{PublicDomain(region)}";

    /// <summary>The public name of an interface's primary address; null where it has none.</summary>
    public static string? PublicOf(NetworkInterface networkInterface, Vpc vpc) =>
        HasNames(vpc) && networkInterface.PrivateAddresses is [{ PublicAddress: { } address }, ..] ? Public(address, vpc.Region) : null;

    /// <summary>Whether names of instances resolve: both DNS attributes are on.</summary>
    public static bool HasNames(Vpc vpc) => vpc is { EnableDnsSupport: true, EnableDnsHostnames: true };

    /// <summary>The address in a name such as <c>ip-10-0-1-10.ec2.internal</c>.</summary>
    /// <param name="name">In lower case.</param>
    /// <param name="prefix"><c>ip-</c> or <c>ec2-</c>.</param>
    /// <param name="domain">The domain.</param>
    public static IpAddress? AddressIn(string name, string prefix, string domain)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || !name.EndsWith($".{domain}", StringComparison.Ordinal)) return null;
        string dashed = name[prefix.Length..^(domain.Length + 1)];
        return dashed.Count(static letter => letter == '-') == 3 && IpAddress.TryParse(dashed.Replace('-', '.'), out IpAddress address) && address.IsIPv4 ? address : null;
    }

    private static string Dashed(IpAddress address)
    {
        uint bits = address.IPv4Bits;
        return string.Create(CultureInfo.InvariantCulture, $"{bits >> 24}-{(bits >> 16) & 255}-{(bits >> 8) & 255}-{bits & 255}");
    }
}
