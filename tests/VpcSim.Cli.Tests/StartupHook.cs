using System.Globalization;

/// <summary>What .NET runs in a process whose DOTNET_STARTUP_HOOKS names this assembly: it notes in which surroundings the program finds itself.</summary>
internal static class StartupHook
{
    public const string Variable = "VPCSIM_TEST_SURROUNDINGS";

    public static void Initialize() => File.WriteAllText(
        Environment.GetEnvironmentVariable(Variable)!,
        $"{CultureInfo.CurrentCulture.Name} {"i".ToUpper(CultureInfo.CurrentCulture)} {1.5.ToString(CultureInfo.CurrentCulture)} {TimeZoneInfo.Local.Id}");
}
