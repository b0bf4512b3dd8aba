namespace VpcSim.Cli.Tests;

/// <summary>What the program prints, held against the files of <c>Expected</c>.</summary>
internal static class ExpectedText
{
    /// <summary>To write the expected texts anew: set this variable to 1 and look at the difference.</summary>
    private const string Update = "VPCSIM_UPDATE_EXPECTED";

    public static void Holds(string file, string printed)
    {
        printed = printed.Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        string path = Path.Combine(Repository.Expected, file);
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(path, printed);
        string[] expected = File.ReadAllText(path).Split('\n'), lines = printed.Split('\n');
        for (int i = 0; i < Math.Min(expected.Length, lines.Length); i++) Assert.True(expected[i] == lines[i], $"line {i + 1} is\n{lines[i]}\nexpected was\n{expected[i]}");
        Assert.Equal(expected.Length, lines.Length);
    }
}
