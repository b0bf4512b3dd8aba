using System.Collections.Concurrent;
using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Naming;
using VpcSim.Model.Services;

namespace VpcSim.Scenarios.Services;

/// <summary>
/// AWS services of a region by their public names. Each has one address of AWS's published ranges for it, those of S3 and DynamoDB in the ranges that the prefix lists of
/// gateway endpoints hold. (AWS General Reference, "Service endpoints and quotas"; AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink")
/// </summary>
internal static class PublicServices
{
    private const string AnyService = "AMAZON";
    private static readonly ConcurrentDictionary<string, ImmutableArray<PublicService>> _byRegion = new(StringComparer.Ordinal);

    // As endpoints name them; a dot turns around in the public name: ecr.api is api.ecr.
    private static readonly string[] _codes =
    [
        "s3", "dynamodb", "athena", "autoscaling", "cloudformation", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "ecs", "eks", "elasticloadbalancing", "events", "execute-api",
        "firehose", "glue", "kinesis-streams", "kms", "lambda", "logs", "monitoring", "rds", "secretsmanager", "sns", "sqs", "ssm", "ssmmessages", "states", "sts",
    ];

    public static ImmutableArray<PublicService> Of(string region) => _byRegion.GetOrAdd(region, static known => [.. _codes.Select(code => Make(code, known))]);

    /// <summary>The public name of an endpoint's service, such as <c>api.ecr.us-east-1.amazonaws.com</c>; null for a service that is not AWS's.</summary>
    /// <param name="serviceName">Such as <c>com.amazonaws.us-east-1.ecr.api</c>.</param>
    /// <param name="region">The endpoint's region.</param>
    public static string? DomainOf(string serviceName, string region)
    {
        string prefix = $"com.amazonaws.{region}.";
        return serviceName.StartsWith(prefix, StringComparison.Ordinal) ? Domain(serviceName[prefix.Length..], region) : null;
    }

    private static PublicService Make(string code, string region)
    {
        string domain = Domain(code, region), range = code switch { "s3" => "S3", "dynamodb" => "DYNAMODB", _ => AnyService };
        var addresses = ImmutableArray.CreateBuilder<IpAddress>();
        if (Draw(range, region, domain, ipv4: true) is { } ipv4) addresses.Add(ipv4);
        if (range != AnyService && Draw(range, region, domain, ipv4: false) is { } ipv6) addresses.Add(ipv6);
        return new PublicService(code, domain, addresses.ToImmutable());
    }

    private static string Domain(string code, string region)
    {
        string words = code == "kinesis-streams" ? "kinesis" : string.Join('.', code.Split('.').Reverse());
        return $"{words}.{region}.amazonaws.com";
    }

    private static IpAddress? Draw(string range, string region, string domain, bool ipv4)
    {
        ImmutableArray<Cidr> blocks = AwsIpRanges.Default.RegionalPrefixes(range, region, ipv4);
        if (blocks.IsEmpty) return null;
        uint hash = Convert.ToUInt32(AwsIds.DeriveShort("dns", "AWS", region, domain)[^8..], 16);
        Cidr block = blocks[(int)(hash % (uint)blocks.Length)];
        int hostBits = (ipv4 ? 32 : 128) - block.PrefixLength;
        ulong size = hostBits >= 24 ? 1UL << 24 : 1UL << hostBits;
        return block.Network + (size > 2 ? 1 + (hash >> 8) % (size - 2) : 0);
    }
}
