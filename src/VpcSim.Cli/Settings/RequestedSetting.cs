namespace VpcSim.Cli.Settings;

/// <summary>A setting of the command line.</summary>
/// <param name="Name">Of a setting that there is.</param>
/// <param name="Value">One that it takes.</param>
/// <param name="Option">The option that said so.</param>
internal sealed record RequestedSetting(string Name, string Value, string Option);
