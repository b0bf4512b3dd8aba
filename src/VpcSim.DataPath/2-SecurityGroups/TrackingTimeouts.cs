using VpcSim.Model.Enis;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>The idle timeouts of one interface in nanoseconds.</summary>
internal readonly record struct TrackingTimeouts(long SynNs, long EstablishedNs, long ClosingNs, long UdpNs, long UdpStreamNs, long IcmpNs, long OtherNs)
{
    private const long Second = 1_000_000_000;

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
