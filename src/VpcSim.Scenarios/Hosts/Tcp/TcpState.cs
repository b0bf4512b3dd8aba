namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>Where a connection stands. Which sides have closed is told apart by what was sent and acknowledged.</summary>
internal enum TcpState : byte
{
    Closed,
    SynSent,
    SynReceived,
    Open,
    TimeWait,
}
