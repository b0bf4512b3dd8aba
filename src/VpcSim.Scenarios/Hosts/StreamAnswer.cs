namespace VpcSim.Scenarios.Hosts;

/// <summary>What a TCP application sends back.</summary>
/// <param name="Bytes">The bytes.</param>
public sealed record StreamAnswer(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Bytes of filling behind <see cref="Bytes"/>, which no memory is needed for.</summary>
    public long FillBytes { get; init; }

    /// <summary>Whether the connection is closed afterwards.</summary>
    public bool Closes { get; init; }

    /// <summary>TTL or hop limit of the packets from here on; null for the host's usual one.</summary>
    public byte? Ttl { get; init; }
}
