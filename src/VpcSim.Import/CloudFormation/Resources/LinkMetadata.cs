using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.Timing;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>What a template says in its metadata of a VPN connection or a virtual interface: BGP announcements, and when it is down.</summary>
internal static class LinkMetadata
{
    /// <summary>What is announced by BGP; null where the template does not say.</summary>
    /// <param name="r">The resource.</param>
    /// <param name="hasTunnels">Whether an announcement may be of one tunnel.</param>
    public static ImmutableArray<Announcement>? Announces(ResourceReader r, bool hasTunnels)
    {
        if (!r.Simulator.Has("Announces")) return null;
        var announced = ImmutableArray.CreateBuilder<Announcement>();
        foreach (PropertyReader item in r.Simulator.Mappings("Announces"))
        {
            item.CheckNames(hasTunnels ? ["Prefix", "AsPath", "Med", "Tunnel"] : ["Prefix", "AsPath", "Med"]);
            if (!item.TryCidr("Prefix", out Cidr prefix)) continue;
            announced.Add(new Announcement
            {
                Prefix = prefix,
                AsPath = [.. item.Texts("AsPath").Select(text => Asn(item, text)).OfType<long>()],
                Med = Med(item),
                Tunnel = Tunnel(item, "Tunnel"),
            });
        }
        return announced.ToImmutable();
    }

    /// <summary>When a tunnel is not there.</summary>
    /// <param name="r">The resource.</param>
    /// <param name="tunnel">1 or 2; 0 for a virtual interface.</param>
    public static ImmutableArray<Outage> Outages(ResourceReader r, int tunnel) =>
        [.. Outages(r, "Down", tunnel, isUpdate: false), .. Outages(r, "Updates", tunnel, isUpdate: true)];

    /// <summary>A tunnel's number, or null.</summary>
    public static int? Tunnel(PropertyReader reader, string name)
    {
        if (reader.Integer(name) is not { } tunnel) return null;
        if (tunnel is 1 or 2) return tunnel;
        reader.Invalid(name, $"{name} is {tunnel}; a connection has the tunnels 1 and 2");
        return null;
    }

    private static List<Outage> Outages(ResourceReader r, string name, int tunnel, bool isUpdate)
    {
        var outages = new List<Outage>();
        foreach (PropertyReader item in r.Simulator.Mappings(name))
        {
            item.CheckNames(tunnel > 0 ? ["Tunnel", "From", "To"] : ["From", "To"]);
            if (Tunnel(item, "Tunnel") is { } named && named != tunnel) continue;
            if (!item.TryText("From", out string? text) || At(item, "From", text) is not { } from) continue;
            Moment? to = item.Text("To") is { } end ? At(item, "To", end) : null;
            if (to is { } until && until.IsRelative == from.IsRelative && until.Nanoseconds <= from.Nanoseconds)
                item.Invalid("To", $"To {until} is not after From {from}");
            outages.Add(new Outage(from, to, isUpdate));
        }
        return outages;
    }

    private static Moment? At(PropertyReader item, string name, string text)
    {
        if (Moment.TryParse(text, out Moment moment)) return moment;
        item.Invalid(name, $"'{text}' is no moment: write 90s, 5m or 2h after the run's first packet, or a time such as 2026-01-01T12:00:00Z");
        return null;
    }

    private static long? Asn(PropertyReader item, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long asn) && asn is >= 1 and <= uint.MaxValue) return asn;
        item.Invalid("AsPath", $"'{text}' is no ASN, a number from 1 to 4294967295");
        return null;
    }

    private static long Med(PropertyReader item)
    {
        if (item.Text("Med") is not { } text) return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long med) && med <= uint.MaxValue) return med;
        item.Invalid("Med", $"'{text}' is no MED, a number from 0 to 4294967295");
        return 0;
    }
}
