namespace VpcSim.Model.Enis;

/// <summary>How an instance's metadata service answers. (EC2 API, InstanceMetadataOptionsRequest)</summary>
public sealed record MetadataOptions
{
    /// <summary>Hop limits that AWS takes.</summary>
    public const int SmallestHopLimit = 1, LargestHopLimit = 64;

    public static MetadataOptions Default { get; } = new();

    /// <summary><c>HttpEndpoint</c>: whether it answers at all.</summary>
    public bool HttpEndpoint { get; init; } = true;

    /// <summary><c>HttpProtocolIpv6</c>: whether it answers at its IPv6 address too.</summary>
    public bool HttpProtocolIpv6 { get; init; }

    /// <summary><c>HttpTokens</c>: whether requests need a session token (version 2 alone).</summary>
    public bool TokensRequired { get; init; }

    /// <summary><c>HttpPutResponseHopLimit</c>: the IP TTL of the response that carries a token, 1 to 64.</summary>
    public int PutResponseHopLimit { get; init; } = SmallestHopLimit;
}
