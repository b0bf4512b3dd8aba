namespace VpcSim.Scenarios.Replay;

/// <summary>Where packets were captured.</summary>
/// <param name="Capture">The capture's place among those that were named.</param>
/// <param name="Interface">The place in the design of the interface on which they were taken; −1 where that is not known.</param>
/// <param name="Session">What a tunnel around them carried to tell sessions apart (a VNI, a key); −1 where there was none.</param>
public readonly record struct Origin(int Capture, int Interface, long Session = -1);
