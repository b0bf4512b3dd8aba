using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>A private address that fits no interface and stays as it is.</summary>
/// <param name="Address">As captured.</param>
/// <param name="IsOnPremises">Whether the design leads it to a network on premises; else nobody in the design has it.</param>
/// <param name="Serves">What it serves that no free interface fits, such as <c>udp 53</c>; empty where it only asks.</param>
public sealed record RemainingHost(IpAddress Address, bool IsOnPremises, string Serves);
