using System.Text.RegularExpressions;

namespace VpcSim.Wire.Captures;

/// <summary>What recorders make of one name when they go on with another file: tcpdump's <c>-C</c>, <c>-W</c> and <c>-G</c>, dumpcap's ring buffer.</summary>
/// <param name="Set">What the names of one set share: the folder, and the name without what counts.</param>
/// <param name="Counter">What tells them apart: a number, a date and time, or both.</param>
public sealed partial record RotatedName(string Set, string Counter)
{
    /// <summary>Reads a path; one that no recorder has made is a set of its own, without a counter.</summary>
    public static RotatedName Of(string path)
    {
        string name = Packed().Replace(Path.GetFileName(path), ""), counter = "";
        name = Number().Replace(name, match => Masked(match, ref counter), 1);
        name = Ring().Replace(name, match => Masked(match, ref counter), 1);
        name = Date().Replace(name, match => Masked(match, ref counter), 1);
        return new RotatedName(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", name), counter);
    }

    private static string Masked(Match match, ref string counter)
    {
        counter = match.Value + counter;
        return "*";
    }

    [GeneratedRegex(@"\.(gz|zst|zstd)$", RegexOptions.IgnoreCase)]
    private static partial Regex Packed();

    // tcpdump -C: the number stands behind the whole name, but the first file has none.
    [GeneratedRegex(@"(?<=\.(pcap|pcapng|cap|dmp|dump|snoop))\d*$", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    // dumpcap -b: _00001_20261123233000, or with nametimenum _20261123233000_00001
    [GeneratedRegex(@"_(\d{5,}_\d{14}|\d{14}_\d{5,})(?=\.|\*|$)")]
    private static partial Regex Ring();

    // tcpdump -G with a name such as %Y-%m-%d_%H:%M:%S, %Y%m%d%H%M%S or %s
    [GeneratedRegex(@"(?<!\d)(?:(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?:[-_.:T]?\d{2}(?!\d*[a-zA-Z]))*|1\d{9})(?!\d)")]
    private static partial Regex Date();
}
