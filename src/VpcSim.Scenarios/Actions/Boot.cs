namespace VpcSim.Scenarios.Actions;

/// <summary>Starts a host: it asks for its address and its options by DHCP (RFC 2131).</summary>
/// <param name="From">The host.</param>
public sealed record Boot(string From) : HostAction(From);
