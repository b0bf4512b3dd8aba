using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words of <c>vpcsim diff</c>.</summary>
internal sealed class DiffSyntax
{
    public DiffSyntax()
    {
        Groups =
        [
            new("The designs", [.. Design.OfDeployment, Design.Strict]),
            new("The traffic", [Scenario, Capture, Replay.At, Replay.ClockOffset, Replay.Map, Replay.Mode, Replay.Setting, Replay.StrictMtu, Replay.MaxFlows, .. Replay.OfSelection]),
            new("Results", [Json]),
        ];
        Command = new Command("diff") { Designs };
        foreach (Option option in Groups.SelectMany(group => group.Options)) Command.Add(option);
    }

    public Command Command { get; }

    public IReadOnlyList<OptionGroup> Groups { get; }

    public Argument<string[]> Designs { get; } = new("DESIGN")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "The design before, then the design after: each a CloudFormation template, the folder that cdk synth wrote, a plan or state of Terraform as JSON, or a folder of what aws ec2 describe-* answers. NAME=FILE gives one a stack name, so that --parameter NAME.K=V is for it alone.",
    };

    public DesignOptions Design { get; } = new(strict: "Findings about the designs are errors, and so is a capture that is cut off.");

    /// <summary>How captures are read and replayed.</summary>
    public CaptureOptions Replay { get; } = new();

    public Option<string[]> Capture { get; } = Words.Valued("--capture", "FILE[@NAME]", "The captures that both designs replay, as vpcsim replay reads them: files, rotated files of a set, folders. Repeatable.");

    public Option<string[]> Scenario { get; } = Words.Valued("--scenario", "FILE", "A scenario that both designs run instead of captures (docs/scenarios.md): its hosts, its timeline, its settings, its parameters where none is given; what it expects is not judged.");

    public Option<bool> Json { get; } = Words.Flag("--json", "The differences as one JSON object (docs/json.md).");
}
