using System.ComponentModel;
using BenchmarkDotNet.Running;
using VpcSim.Benchmarks;
using VpcSim.Benchmarks.Processes;

const string Usage = """
    usage: VpcSim.Benchmarks make-capture w1|w2|w3|flood|scan OUT.pcap [--packets N] [--span SECONDS] [--seed S] [--hosts N]
           VpcSim.Benchmarks make-design OUT.json [--hosts N] [--servers N] [--groups N] [--rules N]
           VpcSim.Benchmarks make-start-profile OUT.mibc VPCSIM
           VpcSim.Benchmarks make-replay-profile OUT.mibc VPCSIM
           VpcSim.Benchmarks measure [--check] [--rounds N] [--only ROW,ROW...] [--folder DIR] [--program VPCSIM] [--real-time]
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
        case ["make-start-profile", string path, string program]:
            Console.WriteLine(MakeStartProfile.Run(path, program));
            return 0;
        case ["make-replay-profile", string path, string program]:
            Console.WriteLine(MakeReplayProfile.Run(path, program));
            return 0;
        case ["measure", .. string[] options]:
            return Measure.Run(options);
        case ["inflate", string path]:
            Console.WriteLine(CaptureForms.Inflate(path));
            return 0;
        case ["make-capture" or "make-design" or "make-start-profile" or "make-replay-profile" or "inflate", ..]:
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
catch (Exception problem) when (problem is InvalidOperationException or Win32Exception)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
