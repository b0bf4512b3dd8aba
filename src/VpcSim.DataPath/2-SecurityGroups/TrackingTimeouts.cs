using VpcSim.Model.Enis;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>The idle timeouts of an interface in nanoseconds; interfaces with the same ones share them.</summary>
internal sealed record TrackingTimeouts(long SynNs, long EstablishedNs, long ClosingNs, long UdpNs, long UdpStreamNs, long IcmpNs, long OtherNs)
{
    private const long Second = 1_000_000_000;

    // Elastic Load Balancing guide, "Network Load Balancers", connection idle timeout; EC2 guide, "Security group connection tracking"
    private const int LoadBalancerTcpSeconds = 350, LoadBalancerUdpSeconds = 120;

    /// <summary>The timeouts of an interface. Only the Nitro System lets one choose, and a Network Load Balancer has its own, whatever is chosen.</summary>
    /// <param name="eni">The interface.</param>
    /// <param name="instanceType">The type of its instance; null where it has none.</param>
    /// <param name="settings">What AWS does not document.</param>
    public static TrackingTimeouts For(NetworkInterface eni, string? instanceType, DataPathSettings settings)
    {
        if (eni.Kind == InterfaceKind.NetworkLoadBalancer)
            return For(new ConnectionTracking(LoadBalancerTcpSeconds, LoadBalancerUdpSeconds, LoadBalancerUdpSeconds), LoadBalancerTcpSeconds, settings);
        ConnectionTracking chosen = instanceType is not null && InstanceTypes.IsXen(instanceType) ? ConnectionTracking.Default : eni.ConnectionTracking;
        return For(chosen, InstanceTypes.DefaultTcpEstablishedSeconds(instanceType ?? ""), settings);
    }

    /// <param name="chosen">The interface's own settings.</param>
    /// <param name="tcpEstablishedDefaultSeconds">432,000, or 350 on Nitro v6 instance types.</param>
    /// <param name="settings">What AWS does not document.</param>
    public static TrackingTimeouts For(ConnectionTracking chosen, int tcpEstablishedDefaultSeconds, DataPathSettings settings) => new(
        settings.TcpSynTimeoutSeconds * Second,
        (chosen.TcpEstablishedTimeoutSeconds ?? tcpEstablishedDefaultSeconds) * Second,
        settings.TcpClosingTimeoutSeconds * Second,
        (chosen.UdpTimeoutSeconds ?? 30) * Second,
        (chosen.UdpStreamTimeoutSeconds ?? 180) * Second,
        settings.IcmpTimeoutSeconds * Second,
        settings.OtherProtocolTimeoutSeconds * Second);

    public long Of(ConnectionState state) => state switch
    {
        ConnectionState.SynSent => SynNs,
        ConnectionState.Established => EstablishedNs,
        ConnectionState.Closing => ClosingNs,
        ConnectionState.UdpAsked or ConnectionState.UdpAnswered or ConnectionState.UdpAskedAgain => UdpNs,
        ConnectionState.UdpStream => UdpStreamNs,
        ConnectionState.Icmp => IcmpNs,
        _ => OtherNs,
    };
}
