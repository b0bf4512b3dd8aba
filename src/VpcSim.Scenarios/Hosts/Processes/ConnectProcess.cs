using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Tcp;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Connects, sends, closes when it has nothing more to say, and reads to the end.</summary>
internal sealed class ConnectProcess(Process process, Connect connect) : StreamUser
{
    private Connection? _connection;
    private int _generation;

    public void Begin()
    {
        process.Find(connect.To, connect.PrefersIPv6, to =>
        {
            if (process.TryConnect(to, connect.Port, this, connect.SourcePort) is { } connection) (_connection, _generation) = (connection, connection.Generation);
        });
        if (connect.TimeoutNs is { } limit && !process.Result.IsOver) process.After(limit, GiveUp);
    }

    public override void Connected(TcpStack tcp, Connection connection)
    {
        process.Result.ConnectedNs = process.NowNs;
        if (connect.SendBytes > 0) tcp.Write(connection, default, connect.SendBytes);
        if (connect.HoldNs == 0) tcp.Close(connection);
        else process.After(connect.HoldNs, () => tcp.Close(connection));
    }

    public override void Received(TcpStack tcp, Connection connection, SendBuffer? stream, long offset, int length, bool pushed) => process.Result.BytesReceived += length;

    public override void Over(TcpStack tcp, Connection connection, StreamEnd end)
    {
        process.Result.BytesSent = Math.Clamp(connection.Unacknowledged - 1, 0, connection.Out.Length);
        process.End(Process.OutcomeOf(end));
    }

    private void GiveUp()
    {
        process.End(ActionOutcome.TimedOut, "the process waited no longer");
        if (_connection is { } connection && connection.Generation == _generation) process.Simulation.Stacks.Tcp.Close(connection);
    }
}
