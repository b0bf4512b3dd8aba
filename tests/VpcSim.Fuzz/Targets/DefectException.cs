namespace VpcSim.Fuzz.Targets;

/// <summary>The program said of itself that it has a defect; the message is what it said.</summary>
public sealed class DefectException(string message) : Exception(message);
