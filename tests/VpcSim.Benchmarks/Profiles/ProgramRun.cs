using System.Runtime.Loader;
using VpcSim.Benchmarks.Processes;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>Runs of a Release build of the program, to learn what the run-time does in them.</summary>
/// <param name="program">The path of vpcsim.dll.</param>
/// <param name="folder">Where their files go.</param>
internal sealed class ProgramRun(string program, string folder)
{
    private const string Hooks = "DOTNET_STARTUP_HOOKS";

    /// <summary>Runs a verb as it is.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public void Run(params string[] verb)
    {
        string errors = Path.Combine(folder, "errors.txt");
        (_, int status) = ChildProcess.Run(["dotnet", program, .. verb], Path.Combine(folder, "output.txt"), errors);
        if (status > 2) throw new InvalidOperationException($"vpcsim {string.Join(' ', verb)} ended with status {status}: {File.ReadAllText(errors)}");
    }

    /// <summary>Runs a verb and tells the methods that were compiled in it, but for those that only watch.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public IEnumerable<CompiledMethod> CompiledIn(params string[] verb)
    {
        string compiled = Path.Combine(folder, "compiled.txt");
        File.Delete(compiled);
        Environment.SetEnvironmentVariable(Hooks, typeof(CompiledMethods).Assembly.Location);
        Environment.SetEnvironmentVariable(CompiledMethods.FileVariable, compiled);
        Run(verb);
        Environment.SetEnvironmentVariable(Hooks, null);
        if (!File.Exists(compiled)) throw new InvalidOperationException($"vpcsim {string.Join(' ', verb)} told no compiled methods");
        return File.ReadAllLines(compiled).Where(static line => !line.Contains("VpcSim.Benchmarks", StringComparison.Ordinal)).Select(CompiledMethod.Parse);
    }

    /// <summary>Lets this process find the program's types.</summary>
    public void FindAssembliesBeside() =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(program))!, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
}
