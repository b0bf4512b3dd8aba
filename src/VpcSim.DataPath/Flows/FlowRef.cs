namespace VpcSim.DataPath.Flows;

/// <summary>A conversation and the direction in which a packet goes through it. Valid until the next packet is looked up.</summary>
/// <param name="Slot">The conversation's slot.</param>
/// <param name="FromHigh">1 when the packet comes from the numerically higher end, else 0.</param>
public readonly record struct FlowRef(int Slot, int FromHigh);
