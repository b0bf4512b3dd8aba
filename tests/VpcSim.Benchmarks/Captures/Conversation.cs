namespace VpcSim.Benchmarks.Captures;

/// <summary>Two ends that talk; the source began it. For ICMP echo the source port is the identifier.</summary>
public readonly record struct Conversation(uint Source, uint Destination, ushort SourcePort, ushort DestinationPort, byte Protocol)
{
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;
}
