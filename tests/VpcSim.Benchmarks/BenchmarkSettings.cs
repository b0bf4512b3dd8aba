using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace VpcSim.Benchmarks;

/// <summary>How benchmarks run unless the command line says otherwise: few short iterations, in this process, so that a class is done in a minute.</summary>
public static class BenchmarkSettings
{
    public static IConfig Short { get; } = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
}
