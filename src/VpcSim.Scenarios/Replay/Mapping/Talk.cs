using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>Two ends that talk, of which nobody saw who began: a TCP connection from its middle, and all of UDP.</summary>
/// <param name="Low">The end with the lower address, or port where both have one address.</param>
/// <param name="LowPort">Its port.</param>
/// <param name="High">The other end.</param>
/// <param name="HighPort">Its port.</param>
/// <param name="Protocol">IANA number.</param>
internal readonly record struct Talk(IpAddress Low, ushort LowPort, IpAddress High, ushort HighPort, byte Protocol)
{
    public Exchange AskingLow => new(High, Low, Protocol, LowPort);

    public Exchange AskingHigh => new(Low, High, Protocol, HighPort);

    public static Talk Of(IpAddress from, ushort fromPort, IpAddress to, ushort toPort, byte protocol, out bool fromLow)
    {
        fromLow = from < to || (from == to && fromPort <= toPort);
        return fromLow ? new Talk(from, fromPort, to, toPort, protocol) : new Talk(to, toPort, from, fromPort, protocol);
    }
}
