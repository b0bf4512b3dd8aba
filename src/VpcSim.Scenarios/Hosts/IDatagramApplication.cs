using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Hosts;

/// <summary>What answers UDP datagrams at a port of a host.</summary>
public interface IDatagramApplication
{
    /// <summary>Answers a datagram.</summary>
    /// <param name="simulation">The world, for its time.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="question">The datagram's payload. Holds during the call.</param>
    /// <returns>The payload of the answer, or null for none.</returns>
    byte[]? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> question);
}
