using VpcSim.Benchmarks.Profiles;

/// <summary>What .NET calls before a program's own Main where <c>DOTNET_STARTUP_HOOKS</c> names this assembly. Its name and its place outside every namespace are .NET's.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(CompiledMethods.FileVariable) is { } file) CompiledMethods.Record(file);
    }
}
