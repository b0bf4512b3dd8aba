namespace VpcSim.Import.Tests;

/// <summary>Finds the repository, and the shared files that may lie beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string SharedTemplates => Path.Combine(Root, "..", "shared", "designs", "cloudformation");

    public static string SharedPlans => Path.Combine(Root, "..", "shared", "designs", "terraform-plan");

    public static string SharedAnswers => Path.Combine(Root, "..", "shared", "designs", "describe");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "VpcSim.sln"))) return folder.FullName;
        return FromSource();
    }

    /// <summary>Where artifacts are built outside the repository, its path is known from the sources.</summary>
    private static string FromSource([System.Runtime.CompilerServices.CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
