namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>The process at one end of a connection.</summary>
internal abstract class StreamUser
{
    /// <summary>The handshake is complete.</summary>
    public virtual void Connected(TcpStack tcp, Connection connection)
    {
    }

    /// <summary>Bytes came in order.</summary>
    /// <param name="tcp">The stack.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="stream">Where they stand; null for a segment that no simulated stack sent.</param>
    /// <param name="offset">Where in the stream.</param>
    /// <param name="length">How many.</param>
    /// <param name="pushed">Whether the sender had no more to send then.</param>
    public abstract void Received(TcpStack tcp, Connection connection, SendBuffer? stream, long offset, int length, bool pushed);

    /// <summary>The other side has closed: nothing more will come.</summary>
    public virtual void Ended(TcpStack tcp, Connection connection) => tcp.Close(connection);

    /// <summary>The connection is over.</summary>
    public virtual void Over(TcpStack tcp, Connection connection, StreamEnd end)
    {
    }
}
