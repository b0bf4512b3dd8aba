using VpcSim.FlowLogs.Settings;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests;

/// <summary>Flow logs of both intervals that come and go at random moments: each has exactly the packets of its life, and the others notice nothing.</summary>
public sealed class FlowLogSplitTests
{
    private const long SecondNs = 1_000_000_000;

    [Theory] // VPC guide, "Work with flow logs": from its creation to its deletion
    [InlineData(WindowPhase.Fixed)]
    [InlineData(WindowPhase.Random)]
    public void Each_flow_log_has_the_packets_of_its_life_and_no_other(WindowPhase phase)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            using TemporaryFolder changed = new(), undisturbed = new();
            List<Life> lives = Play(changed, seed, phase, changes: true);
            Play(undisturbed, seed, phase, changes: false);

            SortedDictionary<string, string> files = changed.Files(), plain = undisturbed.Files();
            foreach (string stream in plain.Keys.Where(static file => file.StartsWith("cloudwatch-logs/stays", StringComparison.Ordinal))) Assert.Equal(plain[stream], files[stream]);
            foreach (Life life in lives) Check(life, files);
        }
    }

    private static void Check(Life life, SortedDictionary<string, string> files)
    {
        string[][] records =
        [
            .. files.Where(file => file.Key.StartsWith($"cloudwatch-logs/{life.Log.LogGroupName}/", StringComparison.Ordinal)).SelectMany(file => file.Value.Split('\n')[..^1])
                .Select(static line => line.Split(' ')).Where(static words => words[13] == "OK"),
        ];
        Assert.Equal(life.Packets, records.Sum(static words => int.Parse(words[8])));
        Assert.Equal(life.Packets * 40, records.Sum(static words => int.Parse(words[9])));
        Assert.All(records, words => Assert.InRange(long.Parse(words[10]), life.FromSecond, life.UntilSecond));
        Assert.All(records, words => Assert.InRange(long.Parse(words[11]), life.FromSecond, life.UntilSecond));
    }

    private static List<Life> Play(TemporaryFolder folder, int seed, WindowPhase phase, bool changes)
    {
        var random = new Random(seed);
        List<Life> lives = [], living = [];
        FlowLog[] stay = [Logs.OfVpc(interval: 60, group: "stays-60") with { Id = "fl-60" }, Logs.OfVpc(interval: 600, group: "stays-600") with { Id = "fl-600" }];
        Model.Designs.Design design = Design("m4.large", "m4.large") with { FlowLogs = [.. stay] };
        using var run = new FlowLogRun(design, new FlowLogOptions { OutFolder = folder.Path, Settings = new() { WindowPhase = phase }, CountsAside = seed % 2 == 0 });
        int[] handles = [.. Enumerable.Range(0, 6).Select(flow => Open(run, flow))];
        long second = 6000, number = 0;
        for (int step = 0; step < 80; step++)
        {
            second += random.Next(3) * random.Next(1, 120);
            int flow = random.Next(6), log = random.Next(4);
            switch (random.Next(4))
            {
                case 0:
                    second++; // a change and a packet never share a second, so that records can be told apart
                    Toggle(log, second);
                    if (changes) run.Change(design with { FlowLogs = [.. stay, .. living.Select(static life => life.Log)] }, second * SecondNs);
                    second++;
                    break;
                case 1:
                    run.Meter.Release(handles[flow]);
                    handles[flow] = Open(run, flow);
                    break;
                default:
                    run.Meter.Count(handles[flow], second * SecondNs, ++number, 1, 40, (byte)(1 << random.Next(3)));
                    foreach (Life life in living.Where(life => life.Log.ResourceType == FlowLogResource.Vpc || life.Log.ResourceId == (flow % 2 == 0 ? EniId : OtherEniId))) life.Packets++;
                    break;
            }
        }
        run.Finish(second * SecondNs);
        run.Commit();
        return lives;

        void Toggle(int log, long now)
        {
            string name = $"log{log}";
            if (living.Find(life => life.Log.Name == name) is { } ended)
            {
                ended.UntilSecond = now;
                living.Remove(ended);
                return;
            }
            string group = $"{name}-{lives.Count}";
            FlowLog made = log switch
            {
                0 => Logs.OfInterface(EniId, interval: 60, group: group, name: name),
                1 => Logs.OfInterface(EniId, interval: 600, group: group, name: name),
                2 => Logs.OfInterface(OtherEniId, interval: 600, group: group, name: name),
                _ => Logs.OfVpc(interval: 600, group: group, name: name),
            };
            var life = new Life(made with { Id = $"fl-{lives.Count}" }) { FromSecond = now };
            lives.Add(life);
            living.Add(life);
        }
    }

    private static int Open(FlowLogRun run, int flow) => run.Meter.Open(Flow("10.0.1.5", "10.0.0.5", 40000 + flow, 443, flow % 2 == 0 ? Eni : OtherEni));

    private sealed class Life(FlowLog log)
    {
        public FlowLog Log => log;

        public long FromSecond { get; init; }

        public long UntilSecond { get; set; } = long.MaxValue;

        public int Packets { get; set; }
    }
}
