// Makes the compact table beside it (../aws-ip-ranges.txt) from AWS's published address ranges.
//
//   dotnet run src/VpcSim.Model/Services/Tools/compact-ip-ranges.cs -- ip-ranges.json src/VpcSim.Model/Services/aws-ip-ranges.txt
//
// AWS publishes the file as https://ip-ranges.amazonaws.com/ip-ranges.json (VPC guide, "AWS IP address ranges").
// One line a group: service, region, network border group ('-' where it is the region itself), then the prefixes in numeric order.
#:property PublishAot=false

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: compact-ip-ranges.cs ip-ranges.json aws-ip-ranges.txt");
    return 2;
}

using JsonDocument published = JsonDocument.Parse(File.ReadAllBytes(args[0]));
var groups = new SortedDictionary<string, SortedSet<(UInt128 Network, int Length, string Text)>>(StringComparer.Ordinal);
foreach ((string list, string property) in new[] { ("prefixes", "ip_prefix"), ("ipv6_prefixes", "ipv6_prefix") })
{
    foreach (JsonElement entry in published.RootElement.GetProperty(list).EnumerateArray())
    {
        string region = entry.GetProperty("region").GetString()!;
        string border = entry.GetProperty("network_border_group").GetString()!;
        string key = $"{entry.GetProperty("service").GetString()} {region} {(border == region ? "-" : border)}";
        string prefix = entry.GetProperty(property).GetString()!;
        IPNetwork network = IPNetwork.Parse(prefix);
        if (!groups.TryGetValue(key, out SortedSet<(UInt128, int, string)>? members)) groups[key] = members = [];
        members.Add((Number(network.BaseAddress), network.PrefixLength, prefix));
    }
}

var text = new StringBuilder();
text.Append("# AWS's published address ranges. Made by Tools/compact-ip-ranges.cs; do not edit.\n");
text.Append("# service region border-group prefixes...\n");
text.Append(CultureInfo.InvariantCulture, $"created {published.RootElement.GetProperty("createDate").GetString()}\n");
foreach ((string key, SortedSet<(UInt128 Network, int Length, string Text)> members) in groups)
{
    text.Append(key);
    foreach ((_, _, string prefix) in members) text.Append(' ').Append(prefix);
    text.Append('\n');
}
File.WriteAllText(args[1], text.ToString());
return 0;

static UInt128 Number(IPAddress address)
{
    UInt128 number = 0;
    foreach (byte part in address.GetAddressBytes()) number = (number << 8) | part;
    return number;
}
