using VpcSim.Benchmarks.Designs;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Wire;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>The network of <see cref="MakeDesign"/>, imported and compiled, with a meter that reports to nobody.</summary>
internal sealed class BenchmarkNetwork
{
    /// <summary>How often a benchmark that runs once an iteration runs unmeasured, until the runtime has compiled it for good.</summary>
    public const int PassesToCompile = 20;

    private const int OnlyVpc = 0;

    public BenchmarkNetwork(int hosts, int groups, int rules)
    {
        Design = Import(new DesignTemplate(hosts, hosts, groups, rules));
        Fabric = Fabric.Compile(Design, DataPathSettings.Default);
    }

    public Design Design { get; }

    public Fabric Fabric { get; }

    public IFlowMeter NewMeter()
    {
        var plan = new WindowPlan(Design.NetworkInterfaces);
        for (int i = 0; i < Design.NetworkInterfaces.Length; i++) plan.Require(i, WindowMeter.ShortSeconds);
        return new WindowMeter(plan, new NoSink());
    }

    public DataPath.DataPath NewDataPath() => new(Fabric, NewMeter(), DataPathSettings.Default);

    /// <summary>The interface that sends a packet of one host of the VPC to another.</summary>
    public EntryPoint SenderOf(in PacketHeader packet) => EntryPoint.Interface(Fabric.FindInterface(OnlyVpc, packet.Source.ToIpAddress()));

    /// <summary>Sends a packet the slow way, as a replay does with the first packets of a flow.</summary>
    public int Walk(DataPath.DataPath dataPath, in PacketHeader packet)
    {
        FlowRef flow = dataPath.Flows.Open(in packet);
        int verdict = dataPath.Send(flow, in packet, default, SenderOf(in packet));
        dataPath.Flows.Note(flow, in packet, dataPath.Verdicts[verdict].Outcome, verdict);
        return verdict;
    }

    private static Design Import(DesignTemplate template)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream file = File.Create(path)) template.Write(file);
            ImportResult result = DesignImporter.Load(path, new ImportOptions { StackName = "benchmarks" });
            return result.Succeeded ? result.Design : throw new InvalidOperationException(result.Errors[0].ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class NoSink : IWindowSink
    {
        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds)
        {
        }

        public void Flow(in FlowAggregate aggregate)
        {
        }

        public void EndWindow()
        {
        }

        public void IdleWindows(long afterSeconds, long lastEndSeconds)
        {
        }
    }
}
