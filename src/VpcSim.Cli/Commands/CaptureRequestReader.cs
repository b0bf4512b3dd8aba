using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Designs;
using VpcSim.Model.Naming;
using VpcSim.Model.Services;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Selection;

namespace VpcSim.Cli.Commands;

/// <summary>Reads off the command line how captures are to be replayed, and looks their names up in a design.</summary>
internal sealed class CaptureRequestReader(CaptureOptions options, CommandLine line)
{
    private const int FewestFlows = 1000;

    /// <summary>Reads every option; to be called once, since each mistake is noted as it is met.</summary>
    /// <param name="captures">The words that name captures.</param>
    public CaptureRequest Read(IEnumerable<string> captures)
    {
        var request = new CaptureRequest
        {
            Inputs = new CaptureInputReader(options, line).Read(captures),
            At = line.Value(options.At),
            Mappings = [.. line.Values(options.Map)],
            Selection = new SelectionReader(options, line).Read(),
            Mode = Mode(line.Value(options.Mode)),
            FlowBound = Bound(line.Value(options.MaxFlows)),
        };
        if (request is { At: not null, Inputs.IsEmpty: false } && request.Inputs.All(static input => input.At is not null))
            line.Mistake(options.At, "it is of captures that do not say by themselves where they were taken, and each of these does (CAPTURE@NAME); leave it or the @NAME out");
        return request;
    }

    /// <summary>The options of a replay through a design; what it does not hold is a mistake of the line.</summary>
    public ReplayOptions OptionsFor(CaptureRequest request, Design design, AwsIpRanges ipRanges)
    {
        ImmutableArray<AddressMapping>.Builder mappings = ImmutableArray.CreateBuilder<AddressMapping>();
        var names = new Lazy<NameIndex>(() => new NameIndex(design));
        if (request.At is { } at && names.Value.Resolve(at) is { Interface: null } found)
            line.Mistake(options.At, found.Error ?? $"{at} is no network interface and has no single one; name the interface");
        foreach (CaptureInput input in request.Inputs)
            if (input.At is { } place && names.Value.Resolve(place) is { Interface: null } nowhere)
                line.Mistake($"{input.Path}@{place}: {nowhere.Error ?? $"{place} is no network interface and has no single one; name the interface"}");
        foreach (SessionPlace session in request.Selection.Sessions)
            if (names.Value.Resolve(session.Interface) is { Interface: null } unknown)
                line.Mistake(options.Vni, unknown.Error ?? $"{session.Interface} is no network interface and has no single one; name the interface", $"{session.Session}={session.Interface}");
        foreach (string mapping in request.Mappings)
        {
            try
            {
                AddressMapping parsed = AddressMapping.Parse(mapping, names.Value);
                if (mappings.FirstOrDefault(earlier => earlier.Captured.Contains(parsed.Captured)) is { } first)
                    line.Mistake($"--map '{mapping}': an earlier --map places {first.Captured} already, and the first that fits counts; put the smaller block first, or leave one out");
                mappings.Add(parsed);
            }
            catch (FormatException problem)
            {
                line.Mistake(problem.Message);
            }
        }
        return new ReplayOptions { Mode = request.Mode, At = request.At, Mappings = mappings.ToImmutable(), Selection = request.Selection, IpRanges = ipRanges, FlowBound = request.FlowBound };
    }

    private FlowBound? Bound(string? text)
    {
        if (text is null) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int flows) && flows >= FewestFlows) return new FlowBound(flows, Path.GetTempPath());
        line.Mistake(options.MaxFlows, $"'{text}' is no number of flows; write a whole number from {FewestFlows} on");
        return null;
    }

    private ReplayMode Mode(string? text)
    {
        if (text is not (null or "causal" or "open"))
            line.Mistake(options.Mode, $"'{text}' is no mode; did you mean '{NearestNames.Of(text, ["causal", "open"], count: 1)[0]}'?");
        return text == "open" ? ReplayMode.Open : ReplayMode.Causal;
    }
}
