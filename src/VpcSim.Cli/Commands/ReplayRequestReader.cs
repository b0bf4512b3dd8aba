using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Cli.Commands;

/// <summary>Reads a request off the command line and reports all its mistakes at once.</summary>
internal sealed class ReplayRequestReader(ReplaySyntax syntax, CommandLine line)
{
    /// <exception cref="UnusableException">The command line is wrong, or names files that are not there.</exception>
    public ReplayRequest Read()
    {
        var designs = new DesignRequestReader(syntax.Design, line);
        CaptureRequest captures = new CaptureRequestReader(syntax.Capture, line).Read(line.Values(syntax.Captures));
        ImmutableArray<CaptureInput> inputs = captures.Inputs;
        var request = new ReplayRequest
        {
            Capture = captures,
            Live = new LiveRequestReader(syntax, line).Read([.. inputs.Select(static input => input.Path)]),
            Design = designs.Read(line.Values(syntax.Design.Design)),
            MapsAutomatically = line.Has(syntax.MapAuto),
            Settings = SettingReader.Read(syntax.Capture.Setting, syntax.Capture.StrictMtu, line),
            Threads = Threads(line.Value(syntax.Threads)),
            Output = new OutputRequestReader(syntax.Output, line).Read(),
            Explain = line.Value(syntax.Explain),
            FailOn = [.. line.Values(syntax.FailOn).Where(static text => text.Length > 0).Select(text => FailOn.Read(text, syntax.FailOn, line)).OfType<FailOn>().Distinct()],
            ExpectFile = line.Value(syntax.Expect),
        };
        if (inputs.IsEmpty && request.Live.Interface is null) line.Mistake("name at least one capture: vpcsim replay CAPTURE... --design FILE");
        if (request.Design.Inputs.IsEmpty) line.Mistake("name the design: --design FILE, a CloudFormation template or the folder of a CDK app's output");
        if (request is { MapsAutomatically: true, Follows: true }) line.Mistake(syntax.MapAuto, FilePlaces.ReadTwice);
        if (request is { Follows: true, Explain: { } explain } && Explaining.IsNumber(explain, out _))
            line.Mistake(syntax.Explain, "a packet's number is looked up before the replay, and what comes once cannot be read twice; name the conversation, such as 'tcp 198.51.100.7:40000 10.0.1.10:443'");
        line.ThrowIfMistaken();
        var places = new FilePlaces(syntax, line);
        places.CheckCaptures(request);
        places.CheckExpected(request);
        designs.CheckFiles(request.Design);
        places.CheckOutputs(request);
        line.ThrowIfMistaken();
        return request;
    }

    private int Threads(string? text)
    {
        if (text is null) return Environment.ProcessorCount == 1 ? 1 : ReplayRequest.MostThreads;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0) return Math.Min(threads, ReplayRequest.MostThreads);
        line.Mistake(syntax.Threads, $"'{text}' is no number of threads; write one from 1");
        return 1;
    }
}
