using System.Collections.Immutable;
using VpcSim.Cli.Usage;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary>From what the user named to captures that can be opened: files, sets of rotated files, folders, standard input, a network interface.</summary>
internal sealed class CaptureSources
{
    /// <summary>The word for standard input.</summary>
    public const string StandardInput = "-";

    private const string StandardInputName = "standard input";
    private const int MostLeftOutTold = 5;

    private readonly LiveRequest _live;
    private readonly Func<Stream> _openInput;
    private readonly TimeProvider _clock;
    private readonly Action _begun;
    private readonly CancellationToken _enough;
    private readonly SortedSet<string> _leftOut = new(StringComparer.Ordinal);

    /// <param name="live">What was asked of captures that still come.</param>
    /// <param name="openInput">Opens standard input.</param>
    /// <param name="clock">Time, for captures that still come.</param>
    /// <param name="begun">Called when the time of captures that still come begins.</param>
    /// <param name="enough">Ends captures that still come.</param>
    public CaptureSources(LiveRequest live, Func<Stream> openInput, TimeProvider clock, Action begun, CancellationToken enough)
    {
        _live = live;
        _openInput = openInput;
        _clock = clock;
        _begun = begun;
        _enough = enough;
    }

    /// <summary>What is to be told, when all is read, about files of folders that were no captures.</summary>
    public string? Warning => _leftOut.Count == 0
        ? null
        : $"left out, as no captures that can be read: {string.Join(", ", _leftOut.Take(MostLeftOutTold))}{(_leftOut.Count > MostLeftOutTold ? $" and {_leftOut.Count - MostLeftOutTold} more" : "")}";

    /// <param name="named">What was named, in order.</param>
    /// <exception cref="UnusableException">A folder is empty.</exception>
    public ImmutableArray<CaptureInput> Of(IReadOnlyList<CaptureInput> named)
    {
        if (_live.Interface is { } nic)
            return [new CaptureInput(nic) { Source = () => Listen(nic) }];
        if (named.Count == 1) return [Single(named[0])];
        return [.. named.GroupBy(SetOf).SelectMany(set => AreRotated(set) ? [Set([.. set])] : set.Select(Single))];
    }

    private static (string Set, string? At, long? ClockOffsetNs) SetOf(CaptureInput input) => (RotatedName.Of(input.Path).Set, input.At, input.ClockOffsetNs);

    /// <summary>Several files whose names a recorder has made, each another.</summary>
    private static bool AreRotated(IEnumerable<CaptureInput> files)
    {
        string[] counters = [.. files.Select(file => RotatedName.Of(file.Path).Counter)];
        return counters.Length > 1 && counters.Distinct(StringComparer.Ordinal).Count() == counters.Length;
    }

    private static CaptureInput Set(CaptureInput[] files)
    {
        string[] paths = [.. files.Select(file => file.Path)];
        string name = $"{paths[0]} and {paths.Length - 1} more of its set";
        return files[0] with { Path = name, Source = () => CaptureReader.OpenSet(name, paths) };
    }

    private CaptureInput Single(CaptureInput input)
    {
        if (input.Path == StandardInput) return input with { Path = StandardInputName, Source = Follow };
        return Directory.Exists(input.Path) ? Folder(input) : input;
    }

    private CaptureReader Follow()
    {
        Stream input = _openInput();
        _begun();
        return CaptureReader.Follow(input, StandardInputName, _enough);
    }

    private CaptureReader Listen(string networkInterface)
    {
        CaptureReader reader = CaptureReader.Listen(networkInterface, _live.Count, _clock, _enough);
        _begun();
        return reader;
    }

    private CaptureInput Folder(CaptureInput input)
    {
        string[] paths = [.. Directory.EnumerateFiles(input.Path).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)];
        if (paths.Length == 0) throw new UnusableException($"{input.Path} is a folder without files; name one that holds captures");
        return input with { Source = () => CaptureReader.OpenSet(input.Path, paths, LeaveOut) };
    }

    // Several captures are looked into at once when their clocks are measured.
    private void LeaveOut(string path)
    {
        lock (_leftOut) _leftOut.Add(path);
    }
}
