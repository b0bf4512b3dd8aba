using System.Globalization;
using SharpFuzz;
using VpcSim.Fuzz.Judging;
using VpcSim.Fuzz.Running;
using VpcSim.Fuzz.Seeding;
using VpcSim.Fuzz.Targets;

_ = new Coverage(); // an instrumented program writes where it is, whoever reads it
// docs/trust.md, Hostile input, tells what each is for.
switch (args)
{
    case ["list"]:
        foreach (FuzzTarget target in FuzzTarget.All) Console.WriteLine($"{target.Name}: {target.Seeds().Count()} seeds, {SourceTree.CorpusOf(target.Name).Count()} in the corpus");
        return 0;
    case ["instrument", var folder]:
        foreach (string assembly in Instrumentation.CopyTo(folder)) Console.WriteLine(assembly);
        return 0;
    case ["explore", var name, var minutes, var folder, ..]:
        int seed = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : Environment.TickCount;
        return new Explorer(FuzzTarget.Named(name), folder, Console.Out).Run(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)), seed) == 0 ? 0 : 1;
    case ["try", var name, .. var files]:
        var judge = new Judge(FuzzTarget.Named(name), Bounds.Strict);
        foreach (string file in files)
        {
            byte[] input = File.ReadAllBytes(file);
            judge.Try(input); // what the first costs is the compiler's
            Console.WriteLine($"{file}: {judge.Try(input)?.ToString() ?? "well"}");
        }
        return 0;
    case ["minimise", var name, var file, var smaller]:
        File.WriteAllBytes(smaller, Minimiser.Shrink(new Judge(FuzzTarget.Named(name), Bounds.Strict), File.ReadAllBytes(file)));
        return 0;
    case ["seeds", var name, var folder]:
        Directory.CreateDirectory(folder);
        int number = 0;
        foreach (Seed input in FuzzTarget.Named(name).Seeds().Concat(SourceTree.CorpusOf(name)))
            File.WriteAllBytes(Path.Combine(folder, $"{number++:0000}"), input.Bytes);
        return 0;
    case ["afl", var name]:
        var judged = new Judge(FuzzTarget.Named(name), Bounds.Strict);
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Tell(judged.Try(bytes.ToArray()));
        });
        return 0;
    case ["libfuzzer", var name]:
        var watched = new Judge(FuzzTarget.Named(name), Bounds.Strict);
        Fuzzer.LibFuzzer.Run(bytes => Tell(watched.Try(bytes.ToArray())));
        return 0;
    default:
        Console.Error.WriteLine("list | instrument FOLDER | explore TARGET MINUTES FOLDER [SEED] | try TARGET FILE... | minimise TARGET FILE SMALLER | seeds TARGET FOLDER | afl TARGET | libfuzzer TARGET");
        return 2;
}

static void Tell(Finding? finding)
{
    if (finding is not null) throw new InvalidOperationException(finding.ToString());
}
