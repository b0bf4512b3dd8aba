using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>One packet: where it is sent, and its bytes from the IP header on, of which the last four are its number.</summary>
/// <param name="Number">Its place among the packets of its network.</param>
/// <param name="From">The number of the host that sends it, <see cref="Internet"/> or <see cref="OnPremises"/>.</param>
/// <param name="Packet">The IP packet.</param>
/// <param name="Text">What it is, for messages.</param>
/// <param name="LaterFragment">Whether it is a later fragment; its first one is the probe before it.</param>
/// <param name="IsSpoofed">Whether its source is another host's address.</param>
/// <param name="IsLate">Whether it is sent after the network has changed, if it does.</param>
internal sealed record Probe(int Number, int From, byte[] Packet, string Text, bool LaterFragment = false, bool IsSpoofed = false, bool IsLate = false)
{
    public const int Internet = Places.MostHosts;

    public const int OnPremises = Places.MostHosts + 1;

    /// <summary>The same packet under another number, as its last four bytes then say. (Its checksum then does not fit, which neither judge minds.)</summary>
    public Probe Renumbered(int number) => this with { Number = number, Packet = ProbePackets.Renumbered(Packet, number) };

    public override string ToString() => $"#{Number} at {NameOf(From)}{(IsLate ? " late" : "")}: {Text}";

    public static string NameOf(int place) => place switch
    {
        Internet => "internet",
        OnPremises => "on-premises",
        _ => $"h{place}",
    };
}
