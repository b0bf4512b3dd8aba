using System.Globalization;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary><c>Fn::Cidr</c>: splits a block into smaller ones. (CloudFormation guide, "Fn::Cidr": count is 1 to 256, cidrBits the host bits)</summary>
internal static class CidrFunction
{
    private const int MaxCount = 256;
    private const int DefaultHostBits = 64;

    public static Node Call(Evaluator evaluator, Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: { Count: 2 or 3 } items })
            return evaluator.Mistake(place, "Template error: Fn::Cidr requires an ipBlock, a count and, for IPv4, cidrBits");
        if (evaluator.Text(items[0], "the ipBlock of Fn::Cidr", out UnknownNode? unknown) is not { } block) return unknown!;
        if (evaluator.Text(items[1], "the count of Fn::Cidr", out unknown) is not { } count) return unknown!;
        string? bits = null;
        if (items.Count == 3 && (bits = evaluator.Text(items[2], "the cidrBits of Fn::Cidr", out unknown)) is null) return unknown!;
        if (!Cidr.TryParse(block, out Cidr outer)) return evaluator.Mistake(place, $"Template error: Fn::Cidr: '{block}' is not a CIDR block");
        if (bits is null && outer.IsIPv4) return evaluator.Mistake(place, "Template error: Fn::Cidr requires cidrBits for an IPv4 block");
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) || wanted is < 1 or > MaxCount)
            return evaluator.Mistake(place, $"Template error: Fn::Cidr: the count '{count}' must be between 1 and {MaxCount}");
        int width = outer.IsIPv4 ? 32 : 128;
        int hostBits = DefaultHostBits;
        if (bits is not null && (!int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out hostBits) || hostBits > width))
            return evaluator.Mistake(place, $"Template error: Fn::Cidr: cidrBits '{bits}' must be between 0 and {width}");
        int spare = width - hostBits - outer.PrefixLength;
        if (spare < 0 || (spare < 9 && wanted > 1 << spare))
            return evaluator.Mistake(place, $"Template error: Fn::Cidr: {outer} does not hold {wanted} blocks of {hostBits} bits; ask for fewer or smaller ones");
        return new SequenceNode(place, [.. Enumerable.Range(0, wanted).Select(i => Block(outer, hostBits, width, i, place))]);
    }

    private static ScalarNode Block(Cidr outer, int hostBits, int width, int index, Place place) =>
        new(place, new Cidr(outer.Network.Skip((ulong)index, hostBits), width - hostBits).ToString());
}
