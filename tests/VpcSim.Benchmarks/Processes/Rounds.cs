namespace VpcSim.Benchmarks.Processes;

/// <summary>
/// Runs contenders in turns, every one once a round, so that what else happens on the machine meets them all. The order is the same in every round.
/// </summary>
/// <param name="bench">Where files go.</param>
/// <param name="tell">Hears of every run.</param>
internal sealed class Rounds(Workbench bench, Action<string> tell)
{
    /// <exception cref="InvalidOperationException">A contender failed; the message has its last words.</exception>
    public Medians Run(IReadOnlyList<Contender> contenders, int rounds)
    {
        var costs = contenders.ToDictionary(contender => contender.Name, _ => new List<Cost>());
        for (int round = 1; round <= rounds; round++)
        {
            foreach (Contender contender in contenders)
            {
                Cost cost = Run(contender);
                costs[contender.Name].Add(cost);
                tell($"round {round} of {rounds}: {contender.Name} {cost.Wall:F3} s, user {cost.User:F3} s, kernel {cost.Kernel:F3} s, {cost.PeakMegabytes:F0} MB");
            }
        }

        return new Medians(costs.ToDictionary(runs => runs.Key, runs => Cost.Median(runs.Value)));
    }

    private Cost Run(Contender contender)
    {
        if (contender.Output is { } output) Remove(output);
        if (contender.Capture is { } capture) ReadAhead(capture);
        string errors = bench.PathOf($"{contender.Name}.err");
        (Cost cost, int status) = ChildProcess.Run([.. bench.Prefix, .. contender.Command], bench.OutputOf(contender.Name), errors);
        return status == 0
            ? cost
            : throw new InvalidOperationException($"{string.Join(' ', contender.Command)}: status {status}: {File.ReadLines(errors).LastOrDefault()}");
    }

    private static void Remove(string output)
    {
        if (Directory.Exists(output)) foreach (string file in Directory.GetFiles(output)) File.Delete(file);
        else File.Delete(output);
    }

    /// <summary>The page cache has the file then; a disk is not what is measured.</summary>
    private static void ReadAhead(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        byte[] buffer = new byte[1 << 20];
        while (file.Read(buffer) > 0)
        {
        }
    }
}
