using System.Text;

namespace VpcSim.FlowLogs.Reading;

/// <summary>Text of files that nobody vouches for, as messages show it.</summary>
internal static class LineText
{
    private const int Most = 100;

    /// <summary>At most 100 characters; what a terminal would obey, and bytes that are no UTF-8, stand as <c>?</c>.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        bool cut = text.Length > Most;
        string read = Encoding.UTF8.GetString(cut ? text[..Most] : text);
        return string.Concat(read.Select(letter => char.IsControl(letter) || letter == '\uFFFD' ? '?' : letter)) + (cut ? "..." : "");
    }
}
