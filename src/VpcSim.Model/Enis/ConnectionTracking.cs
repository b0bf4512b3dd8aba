namespace VpcSim.Model.Enis;

/// <summary>Idle timeouts of tracked connections on an interface, in seconds; null stands for AWS's default. (EC2 API, ConnectionTrackingSpecificationRequest)</summary>
/// <param name="TcpEstablishedTimeoutSeconds">60 to 432,000; default 432,000 (350 on Nitro v6 types).</param>
/// <param name="UdpTimeoutSeconds">30 to 60; default 30. One direction only, or a single request and response.</param>
/// <param name="UdpStreamTimeoutSeconds">60 to 180; default 180. More than one request and response.</param>
public sealed record ConnectionTracking(int? TcpEstablishedTimeoutSeconds = null, int? UdpTimeoutSeconds = null, int? UdpStreamTimeoutSeconds = null)
{
    public static ConnectionTracking Default { get; } = new();
}
