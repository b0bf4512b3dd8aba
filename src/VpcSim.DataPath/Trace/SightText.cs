using System.Globalization;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Trace;

/// <summary>Words what interfaces saw of a packet when it is printed.</summary>
public static class SightText
{
    /// <summary>An address, and its port where there is one: <c>10.0.1.10:443</c>, <c>[2001:db8::1]:443</c>.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">0 for none.</param>
    public static string End(IpAddress address, ushort port) => port == 0
        ? address.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{(address.IsIPv4 ? $"{address}" : $"[{address}]")}:{port}");

    /// <summary>
    /// What was translated between two sights of a packet, such as <c>source 10.0.2.10:40000 -> 10.0.1.100:1024</c>; null where nothing was.
    /// </summary>
    public static string? Translation(in Sight before, in Sight after)
    {
        bool isSame = before.Source == after.Source && before.SourcePort == after.SourcePort && before.Destination == after.Destination
            && before.DestinationPort == after.DestinationPort && before.IcmpIdentifier == after.IcmpIdentifier;
        if (isSame) return null; // as with almost all packets
        var changes = new List<string>(3);
        Compare("source", before.Source, before.SourcePort, after.Source, after.SourcePort);
        Compare("destination", before.Destination, before.DestinationPort, after.Destination, after.DestinationPort);
        if (before.IcmpIdentifier != after.IcmpIdentifier)
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"ICMP identifier {before.IcmpIdentifier} -> {after.IcmpIdentifier}"));
        return string.Join(", ", changes);

        void Compare(string end, IpAddress address, ushort port, IpAddress nextAddress, ushort nextPort)
        {
            if (address != nextAddress || port != nextPort) changes.Add($"{end} {End(address, port)} -> {End(nextAddress, nextPort)}");
        }
    }
}
