namespace VpcSim.TestSupport.Runs;

/// <summary>A run did not do what a test expects; the message says both.</summary>
public sealed class UnexpectedException(string message) : Exception(message);
