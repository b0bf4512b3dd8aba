using VpcSim.Scenarios.Actions;

namespace VpcSim.Scenarios.Files;

/// <summary>What may come of a step, in the words of scenario files.</summary>
public static class OutcomeWords
{
    /// <summary>Every packet arrived, whatever was answered.</summary>
    public const string Delivered = "delivered";

    /// <summary>A packet was dropped, whatever the host made of it.</summary>
    public const string Dropped = "dropped";

    internal static string[] All { get; } =
        [.. Enum.GetValues<ActionOutcome>().Where(static outcome => outcome != ActionOutcome.Pending).Select(Of), Delivered, Dropped];

    public static string Of(ActionOutcome outcome) => outcome switch
    {
        ActionOutcome.Connected => "connected",
        ActionOutcome.Answered => "answered",
        ActionOutcome.Refused => "refused",
        ActionOutcome.TimedOut => "timed-out",
        ActionOutcome.Unreachable => "unreachable",
        ActionOutcome.Reset => "reset",
        ActionOutcome.Failed => "failed",
        _ => "not over",
    };
}
