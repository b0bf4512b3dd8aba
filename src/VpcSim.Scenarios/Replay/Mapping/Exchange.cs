using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>Who asked whom for what: all conversations of two hosts about one service.</summary>
/// <param name="Client">Who began.</param>
/// <param name="Server">Who was asked.</param>
/// <param name="Protocol">IANA number.</param>
/// <param name="Port">The server's port; for ICMP the type of the request; 0 for protocols without ports.</param>
internal readonly record struct Exchange(IpAddress Client, IpAddress Server, byte Protocol, ushort Port)
{
    public bool IsIPv4 => Client.IsIPv4;

    public bool IsIcmp => Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;

    /// <summary>Such as <c>tcp 443</c>, and <c>ping</c>.</summary>
    public string Service => IsIcmp ? "ping" : Port == 0 ? $"protocol {IpProtocol.NameOf(Protocol)}" : $"{IpProtocol.NameOf(Protocol)} {Port}";
}
