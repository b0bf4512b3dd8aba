namespace VpcSim.Scenarios.Hosts;

/// <summary>What runs at a port of a host.</summary>
/// <param name="Protocol">6 for TCP, 17 for UDP.</param>
/// <param name="Port">The port.</param>
public sealed record HostService(byte Protocol, ushort Port)
{
    /// <summary>Bytes that it answers a request with; an HTTP GET gets a response with a body so long.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>What answers a datagram; null for an answer of <see cref="ResponseBytes"/>.</summary>
    public IDatagramApplication? Datagrams { get; init; }

    /// <summary>What answers a request over TCP; null for an answer of <see cref="ResponseBytes"/>.</summary>
    public IStreamApplication? Streams { get; init; }
}
