using System.Diagnostics;
using System.Globalization;
using VpcSim.Fuzz.Judging;
using VpcSim.Fuzz.Mutation;
using VpcSim.Fuzz.Seeding;
using VpcSim.Fuzz.Targets;

namespace VpcSim.Fuzz.Running;

/// <summary>The long run: damages inputs, keeps those that reach new branches, tells each fault once, and goes on.</summary>
internal sealed class Explorer
{
    private const int MostBytes = 32 * 1024;

    private static readonly TimeSpan _tellEvery = TimeSpan.FromMinutes(1);

    private readonly Judge _judge;
    private readonly Coverage _coverage = new();
    private readonly List<byte[]> _pool = [];
    private readonly HashSet<string> _faults = [];
    private readonly string _folder;
    private readonly TextWriter _out;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <param name="target">What is tried.</param>
    /// <param name="folder">Takes findings and the pool of inputs, with which a later run goes on.</param>
    /// <param name="output">Told what goes on.</param>
    public Explorer(FuzzTarget target, string folder, TextWriter output)
    {
        _judge = new Judge(target, Bounds.Strict);
        _folder = Path.Combine(folder, target.Name);
        _out = output;
        Directory.CreateDirectory(Path.Combine(_folder, "pool"));
    }

    /// <returns>How many faults were found.</returns>
    public int Run(TimeSpan length, int seed)
    {
        using var watchdog = new Watchdog(TimeSpan.FromSeconds(20), Stuck);
        var chance = new Random(seed);
        var mutator = new Mutator(seed, MostBytes);
        foreach (Seed known in _judge.Target.Seeds().Concat(SourceTree.CorpusOf(_judge.Target.Name)).Concat(SourceTree.In(Path.Combine(_folder, "pool"))))
            if (known.Bytes.Length <= MostBytes) Try(known.Bytes, watchdog, isKnown: true);
        Tell();
        TimeSpan told = _clock.Elapsed;
        while (_clock.Elapsed < length)
        {
            Try(mutator.Mutate(Pick(chance), Pick(chance)), watchdog, isKnown: false);
            if (_clock.Elapsed - told < _tellEvery) continue;
            told = _clock.Elapsed;
            Tell();
        }
        Tell();
        return _faults.Count;
    }

    // Half of the time one of the latest: they are where nobody has been for long.
    private byte[] Pick(Random chance) =>
        chance.Next(2) == 0 || _pool.Count < 100 ? _pool[chance.Next(_pool.Count)] : _pool[^(1 + chance.Next(_pool.Count / 10))];

    private void Try(byte[] input, Watchdog watchdog, bool isKnown)
    {
        File.WriteAllBytes(Path.Combine(_folder, "current"), input); // what is left where the process ends, as by an overflow of the stack
        _coverage.Clear();
        watchdog.Begin(input);
        Finding? finding = _judge.Try(input);
        // What the first of its kind costs may be the compiler's; the second is the input's.
        if (finding is { Kind: not "crash" }) finding = _judge.Try(input);
        watchdog.End();
        bool isNew = _coverage.IsNew();
        if (finding is not null) Keep(finding, input);
        else if (isNew || isKnown) _pool.Add(input);
        if (finding is null && isNew && !isKnown) File.WriteAllBytes(Path.Combine(_folder, "pool", NameOf(input)), input);
    }

    private void Keep(Finding finding, byte[] input)
    {
        if (!_faults.Add(finding.Fault)) return;
        string file = Path.Combine(_folder, $"{finding.Kind}-{NameOf(input)}");
        File.WriteAllBytes(file, input);
        File.WriteAllText($"{file}.txt", finding.ToString());
        _out.WriteLine($"{file}: {finding.Fault}");
    }

    private void Stuck(byte[] input)
    {
        string file = Path.Combine(_folder, $"stuck-{NameOf(input)}");
        File.WriteAllBytes(file, input);
        _out.WriteLine($"{file}: it goes on after 20 s of processor time; this run ends");
        Tell();
        _out.Flush();
        Environment.Exit(1);
    }

    private void Tell() => _out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{_judge.Target.Name}: {_clock.Elapsed:hh\\:mm\\:ss} {_judge.Executions} executions, {_pool.Count} inputs in the pool, {_coverage.Branches} branches, {_faults.Count} faults"));

    private static string NameOf(byte[] input) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12];
}
