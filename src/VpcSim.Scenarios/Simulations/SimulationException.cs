namespace VpcSim.Scenarios.Simulations;

/// <summary>What a simulation was told cannot be: a name that nobody bears, a design that AWS refuses. The message says what and the remedy.</summary>
public sealed class SimulationException(string message) : Exception(message);
