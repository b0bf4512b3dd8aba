using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Hosts;

/// <summary>The process behind a UDP port, or behind an echo identifier.</summary>
internal abstract class DatagramUser
{
    /// <summary>A datagram came for it.</summary>
    public abstract void Received(Packet packet);

    /// <summary>An ICMP error came about one that it sent.</summary>
    public abstract void Failed(Packet error);
}
