namespace VpcSim.Cli.Settings;

/// <summary>What there is to know about a setting before it is set.</summary>
/// <param name="Name">In kebab-case.</param>
/// <param name="Default">Its value where nobody says another.</param>
/// <param name="Values">What it may be set to, for a person.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Page">The page of AWS's documentation that speaks of it, or <c>not documented</c>.</param>
internal sealed record SettingFacts(string Name, string Default, string Values, string Meaning, string Page);
