namespace VpcSim.Scenarios.Diagnosis;

/// <summary>What the flow log of one interface would say of a packet that was walked.</summary>
/// <param name="Interface">The interface, by its place in the design.</param>
/// <param name="Egress">Whether it left it.</param>
/// <param name="Accepted">ACCEPT, else REJECT.</param>
internal readonly record struct FlowSight(int Interface, bool Egress, bool Accepted);
