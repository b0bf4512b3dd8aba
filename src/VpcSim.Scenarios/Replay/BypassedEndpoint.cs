namespace VpcSim.Scenarios.Replay;

/// <summary>Packets to a service's public addresses that with the endpoint's private DNS names would have gone to the endpoint.</summary>
/// <param name="Endpoint">Name of the interface endpoint.</param>
/// <param name="Service">Its service's name.</param>
/// <param name="Packets">How many packets.</param>
/// <param name="IsCertain">False where AWS publishes no range for the service alone: the addresses are Amazon's in the region, on TCP 443.</param>
public sealed record BypassedEndpoint(string Endpoint, string Service, long Packets, bool IsCertain);
