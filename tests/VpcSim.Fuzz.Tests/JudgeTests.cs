using VpcSim.Fuzz.Judging;
using VpcSim.Fuzz.Seeding;
using VpcSim.Fuzz.Targets;

namespace VpcSim.Fuzz.Tests;

/// <summary>The judge of the others: what it has to find, it finds.</summary>
[Collection(Hostile.OneAtATime)]
public class JudgeTests
{
    private static readonly Bounds _tight = new(TimeSpan.FromMilliseconds(50), 1 << 20, 16);

    [Fact]
    public void What_a_target_throws_is_a_crash() => Assert.Equal("crash", Judged(static (_, _) => throw new InvalidOperationException("it broke"))?.Kind);

    [Fact]
    public void Time_is_the_processors() => Assert.Equal("hang", Judged(static (_, enough) =>
    {
        while (Environment.CpuUsage.TotalTime < TimeSpan.MaxValue && !enough.IsCancellationRequested) { }
        TimeSpan began = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - began < TimeSpan.FromMilliseconds(60)) { }
    })?.Kind);

    [Fact]
    public void What_waits_takes_no_time() => Assert.Null(Judged(static (_, _) => Thread.Sleep(100)));

    [Fact]
    public void Memory_out_of_proportion_is_a_fault() => Assert.Equal("memory", Judged(static (_, _) => GC.KeepAlive(new byte[4 << 20]))?.Kind);

    [Fact]
    public void Nothing_wrong_is_no_finding() => Assert.Null(Judged(static (_, _) => { }));

    [Fact]
    public void The_same_fault_of_other_inputs_is_one()
    {
        var one = new Finding("crash", "System.IndexOutOfRangeException: 17\n   at VpcSim.Wire.Some.Read(Int32 at)\n   at VpcSim.Fuzz.Targets.X.Run()");
        Assert.Equal(one.Fault, (one with { Detail = one.Detail.Replace("17", "18", StringComparison.Ordinal) }).Fault);
        Assert.Equal("System.IndexOutOfRangeException VpcSim.Wire.Some.Read", one.Fault);
    }

    private static Finding? Judged(Action<byte[], CancellationToken> run) => new Judge(new Acting(run), _tight).Try([1, 2, 3]);

    private sealed class Acting(Action<byte[], CancellationToken> run) : FuzzTarget
    {
        public override string Name => "acting";

        public override IEnumerable<Seed> Seeds() => [];

        public override void Run(byte[] input, CancellationToken cancellation) => run(input, cancellation);
    }
}
