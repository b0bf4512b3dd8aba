using System.CommandLine;

namespace VpcSim.Cli.Usage;

/// <summary>A verb's command line, parsed: values by option, and the mistakes with their places.</summary>
/// <remarks>A place counts the words after <c>vpcsim</c> from 1, the verb's being the first.</remarks>
internal sealed class CommandLine
{
    private readonly IReadOnlyList<string> _args;
    private readonly ParseResult _parsed;
    private readonly List<string> _mistakes = [];
    private readonly string _name;
    private readonly int _first; // the place of the first word behind the verb
    private readonly int _end; // where a bare -- ends the options

    /// <param name="verb">Its options take values as arrays, or are flags.</param>
    /// <param name="args">What stands behind the verb.</param>
    /// <param name="name">The verb as it is typed, in one word or two.</param>
    public CommandLine(Command verb, IReadOnlyList<string> args, string name)
    {
        Verb = verb;
        _name = name;
        _first = name.Split(' ').Length + 1;
        _args = args;
        _end = args.TakeWhile(word => word != "--").Count();
        _parsed = verb.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        foreach (Option option in verb.Options) LookForMissingValue(option);
        for (int i = 0; i < _end; i++) LookForUnknownOption(i);
    }

    public Command Verb { get; }

    /// <summary>All mistakes so far, each naming the option and its place.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    public bool Has(Option<bool> flag) => _parsed.GetResult(flag) is { Implicit: false };

    /// <summary>The values of an option that may stand several times, in order.</summary>
    public IEnumerable<string> Values(Option<string[]> option) => _parsed.GetResult(option)?.Tokens.Select(token => token.Value) ?? [];

    public IEnumerable<string> Values(Argument<string[]> argument) => _parsed.GetResult(argument)?.Tokens.Select(token => token.Value) ?? [];

    /// <summary>The value of an option that stands once; null where it does not stand.</summary>
    public string? Value(Option<string[]> option)
    {
        string[] values = [.. Values(option)];
        if (values.Length > 1) _mistakes.Add($"{option.Name} stands {values.Length} times ({Places(option)}); keep one");
        return values.Length > 0 ? values[0] : null;
    }

    /// <summary>Notes a mistake in an option's value.</summary>
    /// <param name="option">The option.</param>
    /// <param name="problem">What is wrong and the remedy, without the option's name.</param>
    /// <param name="value">The value at fault, to tell the option's several places apart.</param>
    public void Mistake(Option option, string problem, string? value = null) =>
        _mistakes.Add($"{option.Name} ({Places(option, value)}): {problem}");

    public void Mistake(string problem) => _mistakes.Add(problem);

    /// <exception cref="UnusableException">There are mistakes.</exception>
    public void ThrowIfMistaken()
    {
        if (_mistakes.Count > 0) throw new UnusableException([.. _mistakes], $"vpcsim {_name} --help");
    }

    private void LookForMissingValue(Option option)
    {
        if (option is Option<bool> || _parsed.GetResult(option) is not { Implicit: false } result) return;
        bool swallowed = result.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal));
        if (result.Tokens.Count < result.IdentifierTokenCount || swallowed)
            _mistakes.Add($"{option.Name} ({Places(option)}) needs a value: {option.Name} {option.HelpName}");
        else if (result.Tokens.Any(token => token.Value.Length == 0) && !TakesEmptyValue(option))
            _mistakes.Add($"{option.Name} ({Places(option)}) has an empty value; write {option.Name} {option.HelpName}");
    }

    // An empty filter lets everything through, as tcpdump's does; an empty format and conversation have answers of their own.
    private static bool TakesEmptyValue(Option option) => option.Name is "--filter" or "--log-format" or "--explain" or "--format" or "--fields";

    private void LookForUnknownOption(int index)
    {
        string word = _args[index];
        if (word is not ['-', not '@', ..] || IsValue(index)) return; // -@NAME is standard input
        string name = word.Split('=', ':')[0];
        Option? option = Verb.Options.FirstOrDefault(option => option.Name == name);
        if (option is null) _mistakes.Add($"argument {index + _first}: {Misspelling.Option(word, Verb.Options.Select(known => known.Name))}");
        else if (option is Option<bool> && word != name) _mistakes.Add($"argument {index + _first}: {name} takes no value");
    }

    /// <summary>Whether the word is the value of the option before it.</summary>
    private bool IsValue(int index) =>
        index > 0 && !_args[index].StartsWith("--", StringComparison.Ordinal) && Verb.Options.Any(option => option is not Option<bool> && option.Name == _args[index - 1]);

    private string Places(Option option, string? value = null)
    {
        int[] all = [.. Enumerable.Range(0, _end).Where(i => Names(i, option))];
        int[] exact = [.. all.Where(i => value is not null && (_args[i].EndsWith($"={value}", StringComparison.Ordinal) || (i + 1 < _end && _args[i + 1] == value)))];
        int[] places = exact.Length > 0 ? exact : all;
        return places.Length == 1 ? $"argument {places[0] + _first}" : $"arguments {string.Join(", ", places.Select(i => i + _first))}";
    }

    private bool Names(int index, Option option) =>
        _args[index] == option.Name || (_args[index].StartsWith(option.Name, StringComparison.Ordinal) && _args[index][option.Name.Length] is '=' or ':');
}
