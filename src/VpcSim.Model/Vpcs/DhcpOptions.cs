using System.Collections.Immutable;

namespace VpcSim.Model.Vpcs;

/// <summary>A DHCP option set. (VPC guide, "DHCP option sets")</summary>
public sealed record DhcpOptions
{
    public required string Name { get; init; }

    /// <summary><c>dopt-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public string? DomainName { get; init; }

    /// <summary>Up to four addresses, or the word <c>AmazonProvidedDNS</c>.</summary>
    public ImmutableArray<string> DomainNameServers { get; init; } = ["AmazonProvidedDNS"];

    public ImmutableArray<string> NtpServers { get; init; } = [];

    public ImmutableArray<string> NetbiosNameServers { get; init; } = [];

    /// <summary>1, 2, 4 or 8 (RFC 2132 section 8.7).</summary>
    public int? NetbiosNodeType { get; init; }
}
