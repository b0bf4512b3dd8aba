using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>Replays captures through a CloudFormation template.</summary>
internal sealed record Trial(Design Design)
{
    public ReplayOptions Options { get; init; } = ReplayOptions.Default;

    public DataPathSettings Settings { get; init; } = DataPathSettings.Default;

    public Trial Open => this with { Options = Options with { Mode = ReplayMode.Open } };

    public Trial StrictMtu => this with { Settings = Settings with { StrictMtu = true } };

    /// <summary>The resources of <see cref="Resources"/> or others, as one template.</summary>
    public static Trial Of(params ReadOnlySpan<string> resources)
    {
        using var folder = new TemporaryFolder();
        string indented = string.Join('\n', resources).ReplaceLineEndings("\n  ");
        return OfFile(folder.Write("template.yaml", $"Resources:\n  {indented}\n"));
    }

    public static Trial OfFile(string template)
    {
        ImportResult result = DesignImporter.Load(template, new ImportOptions { StackName = "test" });
        Assert.Empty(result.Errors);
        return new Trial(result.Design);
    }

    public Trial At(string name) => this with { Options = Options with { At = name } };

    public Trial Map(string text) =>
        this with { Options = Options with { Mappings = Options.Mappings.Add(AddressMapping.Parse(text, new NameIndex(Design))) } };

    public Replayed Run(params ReadOnlySpan<Capture> captures)
    {
        using var folder = new TemporaryFolder();
        var paths = new List<string>();
        foreach (Capture capture in captures) paths.Add(folder.Write($"{paths.Count}.pcap", capture.ToPcap()));
        return RunFiles([.. paths]);
    }

    public Replayed RunFiles(params string[] paths) => RunInputs([.. paths.Select(path => new CaptureInput(path))]);

    public Replayed RunInputs(params CaptureInput[] inputs)
    {
        var meter = new RecordingMeter();
        ReplaySummary summary = With(meter).Run(inputs, null, TestContext.Current.CancellationToken);
        return new Replayed(Design, summary, meter);
    }

    public ReplayRun With(IFlowMeter meter) => new(Design, Fabric.Compile(Design, Settings), Settings, Options, meter);

    /// <summary>The outcome of every packet of a capture in order: what each packet adds to a replay of those before it.</summary>
    public string Story(Capture capture)
    {
        var outcomes = new List<string>();
        var before = new Dictionary<Outcome, long>();
        for (int packets = 1; packets <= capture.Count; packets++)
        {
            ReplaySummary summary = Run(capture.First(packets)).Summary;
            (Outcome added, _) = summary.Outcomes.Single(pair => pair.Packets != before.GetValueOrDefault(pair.Outcome));
            before = summary.Outcomes.ToDictionary(pair => pair.Outcome, pair => pair.Packets);
            outcomes.Add(Replayed.NameOf(added));
        }
        return string.Join(' ', outcomes);
    }

    /// <summary>The public address that the internet gateway gives to a private one.</summary>
    public string PublicOf(string privateAddress) => Design.NetworkInterfaces
        .SelectMany(eni => eni.PrivateAddresses)
        .Single(address => address.Address.ToString() == privateAddress).PublicAddress!.Value.ToString();
}
