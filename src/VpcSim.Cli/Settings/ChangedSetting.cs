namespace VpcSim.Cli.Settings;

/// <summary>A setting that is not at its default.</summary>
/// <param name="Name">In kebab-case.</param>
/// <param name="Value">As text.</param>
/// <param name="Default">What it would be.</param>
/// <param name="Origin">Who said so: <c>--setting</c>, <c>--strict-mtu</c>, or a place in the design such as <c>template.yaml:4:7</c>.</param>
internal sealed record ChangedSetting(string Name, string Value, string Default, string Origin);
