using System.Collections.Immutable;

namespace VpcSim.Scenarios.Changes;

/// <summary>What happens to VPN connections and Direct Connect, which is no request of AWS's API.</summary>
internal static class LinkChanges
{
    private static readonly ChangeKey _tunnel = new(
        "tunnel", ChangeForm.Text, "A VPN connection's tunnel, Connection/1 or Connection/2, the connection for both, or a virtual interface.", IsRequired: true)
    { Find = Links.Place };

    private static readonly ChangeKey _prefix = new("prefix", ChangeForm.Cidr, "The prefix.", IsRequired: true);

    public static ImmutableArray<ChangeKind> Kinds { get; } =
    [
        Link("tunnel-down", "A tunnel falls silent: packets in it are lost until its sides notice.", static (name, tunnel) => new LinkChange(name, tunnel, GoesUp: false)),
        Link("tunnel-up", "A tunnel comes back and carries at once.", static (name, tunnel) => new LinkChange(name, tunnel, GoesUp: true)),
        Link("bgp-down", "The customer's device closes a BGP session: what it announced is withdrawn at once.", static (name, tunnel) => new SessionChange(name, tunnel, GoesUp: false)),
        Link("bgp-up", "The BGP session is open again, with what it announced.", static (name, tunnel) => new SessionChange(name, tunnel, GoesUp: true)),
        new ChangeKind
        {
            Action = "announce-prefix",
            IsEvent = true,
            Description = "The customer's device announces a prefix by BGP.",
            Keys =
            [
                _tunnel,
                _prefix,
                new("as-path", ChangeForm.AsNumbers, "The AS path, nearest first; the customer's own ASN where it is left out."),
                new("med", ChangeForm.Unsigned, "The multi-exit discriminator; 0 where it is left out."),
            ],
            Make = static words => Read(words) is { } link
                ? new AnnouncementChange(link.Name, link.Tunnel, words.Cidr("prefix") ?? default, Withdraws: false)
                {
                    AsPath = words.Unsigned("as-path"),
                    Med = words.Unsigned("med") is [var med] ? med : 0,
                }
                : null,
        },
        new ChangeKind
        {
            Action = "withdraw-prefix",
            IsEvent = true,
            Description = "The customer's device withdraws a prefix that it announced.",
            Keys = [_tunnel, _prefix],
            Make = static words => Read(words) is { } link ? new AnnouncementChange(link.Name, link.Tunnel, words.Cidr("prefix") ?? default, Withdraws: true) : null,
        },
    ];

    private static ChangeKind Link(string action, string description, Func<string, int, DesignChange> make) => new()
    {
        Action = action,
        IsEvent = true,
        Description = description,
        Keys = [_tunnel],
        Shorthand = "tunnel",
        Make = words => Read(words) is { } link ? make(link.Name, link.Tunnel) : null,
    };

    // A name may hold slashes of its own; the tunnel's number is what stands behind the last one.
    private static (string Name, int Tunnel)? Read(ChangeWords words)
    {
        string text = words.Text("tunnel");
        int slash = text.LastIndexOf('/');
        if (slash < 0) return (text, 0);
        if (slash > 0 && text[(slash + 1)..] is "1" or "2") return (text[..slash], text[^1] - '0');
        words.Complain("tunnel", $"'{text}' is no tunnel: write the connection's name, or with /1 or /2 behind it for one of its tunnels");
        return null;
    }
}
