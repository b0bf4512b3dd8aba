using SharpFuzz;

namespace VpcSim.Fuzz.Running;

/// <summary>A copy of this program in which VpcSim's own assemblies tell which branches they take.</summary>
internal static class Instrumentation
{
    /// <param name="folder">Where the copy goes; made where it is not there.</param>
    /// <returns>The assemblies that were changed.</returns>
    public static IReadOnlyList<string> CopyTo(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        string[] ours = [.. Directory.EnumerateFiles(folder, "*.dll").Where(IsInstrumented).Order(StringComparer.Ordinal)];
        foreach (string assembly in ours) Fuzzer.Instrument(assembly, static _ => true, Options.Value).Count();
        return ours;
    }

    private static bool IsInstrumented(string file) =>
        Path.GetFileName(file) is "vpcsim.dll" or "YamlDotNet.dll" || (Path.GetFileName(file).StartsWith("VpcSim.", StringComparison.Ordinal) && Path.GetFileName(file) != "VpcSim.Fuzz.dll");
}
