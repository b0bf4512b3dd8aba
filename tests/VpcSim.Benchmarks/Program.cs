using BenchmarkDotNet.Running;
using VpcSim.Benchmarks;

const string Usage = """
    usage: VpcSim.Benchmarks make-capture w1|w2|w3 OUT.pcap [--packets N] [--span SECONDS] [--seed S] [--hosts N]
           VpcSim.Benchmarks make-design OUT.json [--hosts N] [--servers N] [--groups N] [--rules N]
           VpcSim.Benchmarks [BenchmarkDotNet's own options]
    """;

try
{
    switch (args)
    {
        case ["make-capture", string kind, string path, .. string[] options]:
            Console.WriteLine(MakeCapture.Run(kind, path, new Options(options)));
            return 0;
        case ["make-design", string path, .. string[] options]:
            Console.WriteLine(MakeDesign.Run(path, new Options(options)));
            return 0;
        case ["make-capture" or "make-design", ..]:
            throw new ArgumentException("arguments are missing");
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Options).Assembly).Run(args, BenchmarkSettings.Short);
            return 0;
    }
}
catch (Exception problem) when (problem is ArgumentException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    Console.Error.WriteLine(Usage);
    return 2;
}
