using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary>The conversation that is to be explained (<c>--explain</c>): what was asked, and who gathers it.</summary>
internal sealed class Explaining
{
    private readonly long? _number;

    private readonly Design _design;

    private Explaining(string asked, long? number, Design design)
    {
        Asked = asked;
        _design = design;
        _number = number;
        Explainer = new Explainer(Records);
    }

    /// <summary>What the user wrote.</summary>
    public string Asked { get; }

    public PickedRecords Records { get; } = new();

    public Explainer Explainer { get; }

    /// <summary>Null where nothing is to be explained. What cannot be understood is a mistake of the line.</summary>
    public static Explaining? Of(ReplayRequest request, Design design, ReplayOptions options, Option option, CommandLine line)
    {
        if (request.Explain is not { } asked) return null;
        bool isNumber = IsNumber(asked, out long number);
        var explaining = new Explaining(asked, isNumber ? number : null, design);
        if (isNumber) return explaining;
        try
        {
            explaining.Ask(options.Mappings);
        }
        catch (FormatException problem)
        {
            line.Mistake(option, problem.Message, asked);
        }
        return explaining;
    }

    /// <summary>Whether a packet's number was asked for.</summary>
    public static bool IsNumber(string asked, out long number) => long.TryParse(asked.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    /// <summary>Says what to gather, now that all captured addresses have their places; a packet's number is looked up for it.</summary>
    /// <exception cref="UnusableException">There is no such packet, or the captures cannot be read twice.</exception>
    public void Locate(ReplayRun run, IReadOnlyList<CaptureInput> captures, ImmutableArray<AddressMapping> mappings, CancellationToken cancellation)
    {
        if (_number is not { } number)
        {
            Ask(mappings);
            return;
        }
        try
        {
            Explainer.Ask(run.Find(captures, number, cancellation));
        }
        catch (Exception problem) when (problem is FormatException or CaptureFormatException)
        {
            throw new UnusableException($"--explain {number}: {problem.Message}");
        }
    }

    private void Ask(ImmutableArray<AddressMapping> mappings) => Explainer.Ask(ConversationQuery.Parse(Asked, _design, new NameIndex(_design), mappings));
}
