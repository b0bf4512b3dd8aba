using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Tracing;

/// <summary>One packet to be traced, as asked: names are not looked up yet.</summary>
public sealed record TraceRequest
{
    /// <summary>The lowest port of the dynamic range. (RFC 6335 section 6)</summary>
    public const ushort DefaultSourcePort = 49152;

    /// <summary>Linux's own. (ip-sysctl, ip_default_ttl)</summary>
    public const byte DefaultTtl = 64;

    /// <summary>A name of the design, an address, or <c>internet</c>.</summary>
    public required string From { get; init; }

    /// <summary>The same, or a service; a port behind a colon, IPv6 addresses with a port in brackets.</summary>
    public required string To { get; init; }

    /// <summary>The packet's source address, where it is not that of <see cref="From"/> itself.</summary>
    public IpAddress? Source { get; init; }

    /// <summary>IANA number; null for that of the service asked, else TCP. 1 stands for ICMPv6 between IPv6 addresses.</summary>
    public byte? Protocol { get; init; }

    public ushort SourcePort { get; init; } = DefaultSourcePort;

    /// <summary>Null for an echo request.</summary>
    public byte? IcmpType { get; init; }

    public byte IcmpCode { get; init; }

    /// <summary>IP total length in bytes, its headers among them; null for one as Linux makes it. The packet may not be split.</summary>
    public int? Length { get; init; }

    /// <summary>Time to live, or hop limit; at least 1.</summary>
    public byte Ttl { get; init; } = DefaultTtl;
}
