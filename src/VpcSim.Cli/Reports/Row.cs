using System.Collections.Immutable;

namespace VpcSim.Cli.Reports;

/// <param name="Cells">One for each column.</param>
/// <param name="Note">A sentence that belongs to the last cell and is too long to stand beside it.</param>
internal sealed record Row(ImmutableArray<string> Cells, string? Note = null)
{
    public static Row Of(params ReadOnlySpan<string> cells) => new([.. cells]);
}
