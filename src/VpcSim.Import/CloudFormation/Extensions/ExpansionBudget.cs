using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Extensions;

/// <summary>What loops of all stacks together may make, so that a few lines cannot stand for more than a large file.</summary>
internal sealed class ExpansionBudget
{
    private const long MaxCharacters = 256L << 20;
    private long _nodes;
    private long _characters;

    /// <exception cref="DocumentException">There is more than a document may hold.</exception>
    public void Take(Place place, int characters = 0)
    {
        _characters += characters;
        if (++_nodes > DocumentLimits.MaxNodes || _characters > MaxCharacters)
            throw new DocumentException("Template.TooLarge", $"the loops of Fn::ForEach make more than {DocumentLimits.MaxNodes:N0} values; loop over fewer items", place);
    }
}
