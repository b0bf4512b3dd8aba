namespace VpcSim.Cli.Usage;

/// <summary>Wrong usage or unusable input: everything that is wrong with it, at once.</summary>
internal sealed class UnusableException : Exception
{
    private readonly IReadOnlyList<string> _problems;
    private readonly string? _help;
    private readonly string _prefix;

    /// <param name="problem">One sentence without its full stop.</param>
    /// <param name="help">The command that explains more; null where it would not.</param>
    public UnusableException(string problem, string? help = null)
        : this([problem], help)
    {
    }

    /// <param name="problems">A line each.</param>
    /// <param name="help">The command that explains more; null where it would not.</param>
    /// <param name="prefix">What each line begins with; compilers' messages, which begin with their file, have none.</param>
    public UnusableException(IReadOnlyList<string> problems, string? help = null, string prefix = "vpcsim: ")
        : base(string.Join('\n', problems))
    {
        _problems = problems;
        _help = help;
        _prefix = prefix;
    }

    public void WriteTo(TextWriter error)
    {
        foreach (string problem in _problems) error.WriteLine(_prefix + problem);
        if (_help is not null) error.WriteLine($"Try: {_help}");
    }
}
