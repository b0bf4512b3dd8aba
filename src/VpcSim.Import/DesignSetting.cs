namespace VpcSim.Import;

/// <summary>A setting of the simulator that a design asks for, in its <c>Metadata: VpcSim: Settings:</c>.</summary>
/// <param name="Name">Such as <c>tcp-syn-timeout</c>.</param>
/// <param name="Value">As text.</param>
/// <param name="Place">File, line and column.</param>
public sealed record DesignSetting(string Name, string Value, string Place);
