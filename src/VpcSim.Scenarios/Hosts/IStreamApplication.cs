using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Hosts;

/// <summary>What answers requests over TCP at a port of a host.</summary>
public interface IStreamApplication
{
    /// <summary>Answers a request, once it is whole.</summary>
    /// <param name="simulation">The world, for its time.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="received">What has come since the last answer. Holds during the call.</param>
    /// <param name="ended">Whether nothing more will come.</param>
    /// <returns>The answer; null while the request is not whole, or where there is none.</returns>
    StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended);
}
