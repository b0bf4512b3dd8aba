namespace VpcSim.Import.CloudFormation.Extensions;

/// <summary>The identifier of a loop and the item that it stands for at present.</summary>
internal readonly record struct LoopVariable(string Identifier, string Item)
{
    private const int MaxTextLength = 1 << 20;

    /// <summary>The text with the item in place of <c>${Identifier}</c>, and its letters and digits alone in place of <c>&amp;{Identifier}</c>; null where
    /// that is longer than a template may be.</summary>
    public string? In(string text)
    {
        string? replaced = Replace(text, $"${{{Identifier}}}", Item);
        return replaced is null ? null : Replace(replaced, $"&{{{Identifier}}}", Alphanumeric(Item));
    }

    private static string? Replace(string text, string placeholder, string item)
    {
        int count = 0;
        for (int at = text.IndexOf(placeholder, StringComparison.Ordinal); at >= 0; at = text.IndexOf(placeholder, at + placeholder.Length, StringComparison.Ordinal)) count++;
        if (count == 0) return text;
        return text.Length + ((long)count * item.Length) > MaxTextLength ? null : text.Replace(placeholder, item, StringComparison.Ordinal);
    }

    private static string Alphanumeric(string item) => string.Concat(item.Where(char.IsAsciiLetterOrDigit));
}
