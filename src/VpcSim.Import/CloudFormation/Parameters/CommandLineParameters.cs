using System.Collections.Immutable;

namespace VpcSim.Import.CloudFormation.Parameters;

/// <summary>The values of <c>--parameter</c>: <c>NAME</c> for every stack that is given and has such a parameter, <c>STACK.NAME</c> for one stack,
/// <c>ssm:NAME</c> for the content of a stored parameter of Systems Manager.</summary>
internal sealed class CommandLineParameters(ImmutableDictionary<string, string> given)
{
    private const string StoredPrefix = "ssm:";
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Names and values that are for one stack or all, those of stored parameters aside; in ordinal order.</summary>
    public IEnumerable<string> Names => given.Keys.Where(key => !IsStored(key)).Order(StringComparer.Ordinal);

    /// <summary>The keys of stored parameters that nothing has asked for.</summary>
    public IEnumerable<string> UnaskedStored => given.Keys.Where(key => IsStored(key) && !_asked.Contains(key)).Order(StringComparer.Ordinal);

    /// <summary>The value for a parameter of a stack; what names the stack wins.</summary>
    /// <param name="stack">Its name.</param>
    /// <param name="name">Of the parameter.</param>
    /// <param name="isNested">A nested stack takes only what names it: the rest comes from its parent.</param>
    public string? Of(string stack, string name, bool isNested) =>
        given.TryGetValue($"{stack}.{name}", out string? own) ? own
        : !isNested && given.TryGetValue(name, out string? common) ? common
        : null;

    /// <summary>The content of a stored parameter; null where none is given.</summary>
    public string? Stored(string name)
    {
        string key = StoredPrefix + name;
        if (!given.TryGetValue(key, out string? content)) return null;
        _asked.Add(key);
        return content;
    }

    private static bool IsStored(string key) => key.StartsWith(StoredPrefix, StringComparison.Ordinal);
}
