using System.Collections.Immutable;
using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Settings;
using VpcSim.Cli.Usage;
using VpcSim.DataPath.Trace;
using VpcSim.Import;
using VpcSim.Scenarios.Tracing;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim trace</c>: one packet and its answer, stage by stage.</summary>
internal sealed class TraceCommand : IVerb
{
    public string Name => "trace";

    public string Summary => "Follow one packet and its answer through a VPC design: what decides at each hop, what would have to change.";

    public string Usage => "--design FILE --from NAME --to NAME[:PORT] [OPTION]...";

    public TraceSyntax Syntax => field ??= new();

    public Command Command => Syntax.Command;

    public IReadOnlyList<OptionGroup> Groups => Syntax.Groups;

    public string Examples => TraceHelp.Examples;

    /// <returns>0 where the packet and its answer arrive; 1 where one of them is dropped.</returns>
    /// <exception cref="UnusableException">The request or the design cannot be used, or the design does not hold what is named.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        var designs = new DesignRequestReader(Syntax.Design, line);
        DesignRequest design = designs.Read(line.Values(Syntax.Design.Design));
        var reader = new TraceRequestReader(Syntax, line);
        TraceRequest request = reader.Read();
        ImmutableArray<RequestedSetting> requested = SettingReader.Read(Syntax.Setting, strictMtu: null, line);
        if (design.Inputs.IsEmpty) line.Mistake("name the design: --design FILE, a CloudFormation template or the folder of a CDK app's output");
        designs.CheckFiles(design);
        line.ThrowIfMistaken();
        ImportResult import = new DesignLoader(Syntax.Design, line, terminal.Error).Load(design);
        RunSettings settings = RunSettings.Of(import, requested);
        TracePlan? plan = TracePlan.Make(request, import.Design, design.IpRanges, out ImmutableArray<TraceProblem> problems);
        reader.Tell(request, problems);
        line.ThrowIfMistaken();
        PacketTrace trace = Tracer.Trace(plan!, settings.DataPath);
        if (trace.Forward.Outcome == Outcome.NotInDesign)
            throw new UnusableException($"neither {request.From} nor {request.To} is in the design, so nothing of it sees the packet; name an instance, a subnet or a gateway for one of them");
        if (line.Has(Syntax.Json)) TraceJson.Write(terminal.OutBytes, trace);
        else terminal.Print(TraceText.Of(trace, design.Names));
        return trace.IsDelivered ? ExitStatus.Done : ExitStatus.No;
    }
}
