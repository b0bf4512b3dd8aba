using System.Text.Json;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Services;

/// <summary>AWS's own <c>ip-ranges.json</c>. (VPC guide, "AWS IP address ranges JSON syntax")</summary>
internal sealed class PublishedJson(string createDate, List<PublishedPrefix> prefixes) : IPrefixSource
{
    private const string Url = "https://ip-ranges.amazonaws.com/ip-ranges.json";

    public string CreateDate => createDate;

    public List<PublishedPrefix> ReadAll() => prefixes;

    public Cidr[] Read(string service, string region, bool ipv4, bool zones)
    {
        var found = new SortedSet<Cidr>();
        foreach (PublishedPrefix entry in prefixes)
        {
            if (entry.Prefix.IsIPv4 != ipv4 || (entry.InZone && !zones)) continue;
            if (entry.Service == service && entry.Region == region) found.Add(entry.Prefix);
        }
        return [.. found];
    }

    /// <param name="json">The file's bytes.</param>
    /// <param name="path">Its name, for messages.</param>
    public static PublishedJson Read(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw NotOfThisForm(path, "the root is no object");
            var prefixes = new List<PublishedPrefix>();
            int lists = ReadList(document.RootElement, "prefixes", "ip_prefix", path, prefixes)
                + ReadList(document.RootElement, "ipv6_prefixes", "ipv6_prefix", path, prefixes);
            if (lists == 0) throw NotOfThisForm(path, "it has neither \"prefixes\" nor \"ipv6_prefixes\"");
            if (prefixes.Count == 0) throw NotOfThisForm(path, "it names no range");
            string created = document.RootElement.TryGetProperty("createDate", out JsonElement date) && date.ValueKind == JsonValueKind.String
                ? date.GetString()!
                : "unknown";
            return new PublishedJson(created, prefixes);
        }
        catch (JsonException broken)
        {
            throw new FormatException($"{path}:{broken.LineNumber + 1}: not JSON: {broken.Message.Split(" LineNumber:")[0].TrimEnd('.')}; fetch {Url}", broken);
        }
        catch (InvalidOperationException broken) // texts are decoded when they are asked for
        {
            throw NotOfThisForm(path, $"a text in it is no UTF-8 ({broken.Message})");
        }
    }

    private static int ReadList(JsonElement root, string list, string property, string path, List<PublishedPrefix> into)
    {
        if (!root.TryGetProperty(list, out JsonElement entries)) return 0;
        if (entries.ValueKind != JsonValueKind.Array) throw NotOfThisForm(path, $"\"{list}\" is no array");
        int index = 0;
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            string place = $"{list}[{index++}]";
            string text = Text(entry, property, place, path);
            if (!Cidr.TryParse(text, out Cidr prefix)) throw NotOfThisForm(path, $"{place}: '{text}' is no CIDR block");
            string region = Text(entry, "region", place, path);
            bool inZone = entry.TryGetProperty("network_border_group", out JsonElement border) && border.ValueKind == JsonValueKind.String
                && border.GetString() != region;
            into.Add(new PublishedPrefix(Text(entry, "service", place, path), region, inZone, prefix));
        }
        return 1;
    }

    private static string Text(JsonElement entry, string property, string place, string path)
    {
        bool isThere = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(property, out JsonElement value)
            && value.ValueKind == JsonValueKind.String;
        return isThere ? entry.GetProperty(property).GetString()! : throw NotOfThisForm(path, $"{place} has no \"{property}\"");
    }

    private static FormatException NotOfThisForm(string path, string detail) =>
        new($"{path}: not of the form of AWS's ip-ranges.json: {detail}; fetch {Url}");
}
