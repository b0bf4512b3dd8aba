using VpcSim.Cli.Usage;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Naming;

namespace VpcSim.Cli.Commands;

/// <summary>Packets that make a replay fail (<c>--fail-on dropped[:REASON]</c>).</summary>
/// <param name="Reason">Those dropped for it; null for all that are dropped.</param>
internal sealed record FailOn(DropReason? Reason)
{
    private const string Dropped = "dropped";

    /// <summary>As the user writes it.</summary>
    public override string ToString() => Reason is { } reason ? $"{Dropped}:{DropReasons.NameOf(reason)}" : Dropped;

    public bool Catches(Verdict verdict) => verdict.IsDrop && (Reason is null || verdict.Reason == Reason);

    /// <returns>Null where it is none; that is a mistake of the line.</returns>
    public static FailOn? Read(string text, System.CommandLine.Option option, CommandLine line)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if ((colon < 0 ? text : text[..colon]) != Dropped)
        {
            line.Mistake(option, $"'{text}' is nothing to fail on; write dropped, or dropped:REASON such as dropped:ENI_SG_RULES_MISMATCH", text);
            return null;
        }
        if (colon < 0) return new FailOn((DropReason?)null);
        string name = text[(colon + 1)..];
        DropReason[] all = [.. Enum.GetValues<DropReason>().Where(static reason => reason != DropReason.None)];
        DropReason found = Array.Find(all, reason => string.Equals(DropReasons.NameOf(reason), name, StringComparison.OrdinalIgnoreCase));
        if (found != DropReason.None) return new FailOn(found);
        line.Mistake(option, $"'{name}' is no reason for a drop; the nearest are {string.Join(", ", NearestNames.Of(name, all.Select(DropReasons.NameOf)))} (docs/verdicts.md lists them all)", text);
        return null;
    }
}
