using System.Globalization;
using System.Net;
using System.Text;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Services;

/// <summary>The table that the program carries: one line a group, <c>service region border-group prefixes...</c>, read only where asked.</summary>
internal sealed class CompactTable(byte[] text) : IPrefixSource
{
    private const string Resource = "aws-ip-ranges.txt";
    private const byte NoZone = (byte)'-';

    public string CreateDate => ReadCreateDate(text);

    public static CompactTable ReadEmbedded()
    {
        using Stream stream = typeof(CompactTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing from the assembly");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new CompactTable(bytes);
    }

    public Cidr[] Read(string service, string region, bool ipv4, bool zones)
    {
        byte[] start = Encoding.UTF8.GetBytes($"\n{service} {region} ");
        Cidr[] found = [];
        ReadOnlySpan<byte> rest = text;
        for (int at = rest.IndexOf(start); at >= 0; at = rest.IndexOf(start))
        {
            rest = rest[(at + start.Length)..];
            int end = rest.IndexOf((byte)'\n');
            if (rest[0] == NoZone || zones) found = ReadPrefixes(rest[..end], ipv4, found);
            rest = rest[end..];
        }
        return SortedOnce(found);
    }

    public List<PublishedPrefix> ReadAll()
    {
        var all = new List<PublishedPrefix>(capacity: 20_000);
        ReadOnlySpan<byte> lines = text;
        for (int end = lines.IndexOf((byte)'\n'); end >= 0; end = lines.IndexOf((byte)'\n'))
        {
            ReadOnlySpan<byte> rest = lines[..end];
            lines = lines[(end + 1)..];
            int first = rest.IndexOf((byte)' ');
            if (first <= 0 || rest[0] == (byte)'#' || rest.StartsWith("created "u8)) continue;
            string service = Encoding.UTF8.GetString(rest[..first]);
            rest = rest[(first + 1)..];
            int second = rest.IndexOf((byte)' ');
            string region = Encoding.UTF8.GetString(rest[..second]);
            rest = rest[(second + 1)..];
            bool inZone = rest[0] != NoZone;
            foreach (Cidr prefix in ReadPrefixes(rest, ipv4: false, ReadPrefixes(rest, ipv4: true, [])))
                all.Add(new PublishedPrefix(service, region, inZone, prefix));
        }
        return all;
    }

    // A group's line is in order; only several lines together are not.
    private static Cidr[] SortedOnce(Cidr[] found)
    {
        for (int i = 1; i < found.Length; i++)
            if (found[i - 1].CompareTo(found[i]) >= 0) return [.. new SortedSet<Cidr>(found)];
        return found;
    }

    // The prefixes of one family behind a group's first word, after those of other lines.
    private static Cidr[] ReadPrefixes(ReadOnlySpan<byte> groupAndPrefixes, bool ipv4, Cidr[] before)
    {
        var found = new Cidr[before.Length + groupAndPrefixes.Count((byte)' ')];
        before.CopyTo(found.AsSpan());
        int count = before.Length;
        ReadOnlySpan<byte> rest = groupAndPrefixes;
        for (int space = rest.IndexOf((byte)' '); space >= 0; space = rest.IndexOf((byte)' '))
        {
            rest = rest[(space + 1)..];
            int end = rest.IndexOf((byte)' ');
            ReadOnlySpan<byte> prefix = end < 0 ? rest : rest[..end];
            if (prefix.Contains((byte)':') != ipv4) found[count++] = ReadPrefix(prefix, ipv4);
        }
        Array.Resize(ref found, count);
        return found;
    }

    private static Cidr ReadPrefix(ReadOnlySpan<byte> prefix, bool ipv4)
    {
        int slash = prefix.IndexOf((byte)'/');
        int length = int.Parse(prefix[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
        return new Cidr(ipv4 ? ReadIPv4(prefix[..slash]) : IpAddress.From(IPAddress.Parse(prefix[..slash])), length);
    }

    private static IpAddress ReadIPv4(ReadOnlySpan<byte> quad)
    {
        uint bits = 0, part = 0;
        foreach (byte character in quad)
        {
            if (character != (byte)'.')
            {
                part = part * 10 + character - '0';
                continue;
            }
            bits = bits << 8 | part;
            part = 0;
        }
        return IpAddress.FromIPv4(bits << 8 | part);
    }

    private static string ReadCreateDate(ReadOnlySpan<byte> table)
    {
        int at = table.IndexOf("\ncreated "u8);
        if (at < 0) return "unknown";
        ReadOnlySpan<byte> rest = table[(at + "\ncreated ".Length)..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'\n')]);
    }
}
