using System.Globalization;
using System.Text;

namespace VpcSim.Import.Converting;

/// <summary>Names of any form as logical ids, which hold letters and digits alone. (CloudFormation guide, "Resources": logical ID)</summary>
internal sealed class LogicalIds
{
    private const int MostLetters = 200;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name itself where it is a logical id that is free; else one that reads like it.</summary>
    public string For(string name)
    {
        string wanted = Spelled(name), free = wanted;
        for (int i = 2; !_taken.Add(free); i++) free = string.Create(CultureInfo.InvariantCulture, $"{wanted}N{i}");
        return free;
    }

    // module.net.aws_subnet.private[0] becomes ModuleNetAwsSubnetPrivate0.
    private static string Spelled(string name)
    {
        if (name.Length is > 0 and <= MostLetters && name.All(char.IsAsciiLetterOrDigit)) return name;
        var letters = new StringBuilder();
        bool begins = true;
        foreach (char letter in name)
        {
            if (letters.Length == MostLetters) break;
            if (char.IsAsciiLetterOrDigit(letter)) letters.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = !char.IsAsciiLetterOrDigit(letter);
        }
        return letters.Length > 0 ? letters.ToString() : "Resource";
    }
}
