namespace VpcSim.Scenarios.Simulations;

/// <summary>An event without references, so that the queue moves it cheaply.</summary>
/// <param name="What">What happens.</param>
/// <param name="Index">The packet's, connection's or call's slot.</param>
/// <param name="Generation">Of a timer: which use of the slot it was set for; an outlived one does nothing.</param>
internal readonly record struct Due(Happening What, int Index, int Generation = 0);
