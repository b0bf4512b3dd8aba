using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>One packet: where it is sent, and its bytes from the IP header on, of which the last four are its number.</summary>
/// <param name="Number">Its place among the packets of its network.</param>
/// <param name="From">The number of the host that sends it, <see cref="Internet"/> or <see cref="OnPremises"/>.</param>
/// <param name="Packet">The IP packet, as it is where its sender has seen nothing of what it answers.</param>
/// <param name="Text">What it is, for messages.</param>
/// <param name="Ends">Whose packet it is and for whom, by the addresses that they have themselves.</param>
/// <param name="LaterFragment">Whether it is a later fragment; its first one is the probe before it.</param>
/// <param name="IsSpoofed">Whether its source is another host's address.</param>
/// <param name="IsLate">Whether it is sent after the network has changed, if it does.</param>
/// <param name="Sees">Numbers of the packets, the latest one last, by which its sender learns whom to address: behind a gateway the asking end is another one.</param>
/// <param name="MustSee">Whether nothing is sent where its sender has seen none of them.</param>
/// <param name="About">Whether it is an error about the one that its sender has seen.</param>
internal sealed record Probe(
    int Number, int From, byte[] Packet, string Text, (string From, string To) Ends, bool LaterFragment = false, bool IsSpoofed = false, bool IsLate = false,
    int[]? Sees = null, bool MustSee = false, bool About = false)
{
    public const int Internet = Places.MostHosts;

    public const int OnPremises = Places.MostHosts + 1;

    /// <summary>The internet again, as what leaves by the egress-only internet gateway reaches it; nobody sends from here.</summary>
    public const int InternetByEgressOnly = Places.MostHosts + 2;

    /// <summary>Places from which packets are sent or at which they arrive.</summary>
    public const int AllPlaces = Places.MostHosts + 3;

    /// <summary>The same packet under another number, as its last four bytes then say. (Its checksum then does not fit, which neither judge minds.)</summary>
    /// <param name="number">Its new number.</param>
    /// <param name="numbers">The new numbers of the packets that are left, by their old ones.</param>
    public Probe Renumbered(int number, IReadOnlyDictionary<int, int> numbers) => this with
    {
        Number = number,
        Packet = ProbePackets.Renumbered(Packet, number),
        Sees = Sees is null ? null : [.. Sees.Where(numbers.ContainsKey).Select(seen => numbers[seen])],
    };

    /// <summary>Whether it is the first of two fragments.</summary>
    public bool IsFirstFragment => Text.EndsWith("first fragment", StringComparison.Ordinal);

    public override string ToString() => $"#{Number} at {NameOf(From)}{(IsLate ? " late" : "")}: {Text}";

    public static string NameOf(int place) => place switch
    {
        Internet => "internet",
        OnPremises => "on-premises",
        InternetByEgressOnly => "internet by the egress-only internet gateway",
        _ => $"h{place}",
    };
}
