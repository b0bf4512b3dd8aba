using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Oracle.Tests.Traffic;
using VpcSim.TestSupport.Runs;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Oracle.Tests.Simulated;

/// <summary>What packets look like where VpcSim delivers them. One that repeats what an earlier one of its kind has found looks as that one did.</summary>
internal sealed class Sighting(Run run)
{
    private readonly Dictionary<(int From, Appearance Sent, byte Protocol), (Appearance Seen, string[] Passed)> _walked = [];

    /// <summary>How many packets that arrived each kind of gateway has let pass, out and in, by their family, and errors and fragments apart; and what was sent on for another one, once more.</summary>
    public Dictionary<string, int> Passed { get; } = [];

    public Appearance Of(Probe probe, byte[] bytes, Sent sent)
    {
        Appearance written = Appearance.Of(bytes);
        var key = (probe.From, written, sent.Packet.Header.Protocol);
        if (sent.Walked)
        {
            string[] passed = [.. sent.Trail.Where(record => record.Stage == Stage.Gateway && record.Passed).Select(record => $"{record.Component}{(record.Egress ? "" : " in")}").Distinct()];
            _walked[key] = (Arrived(sent), passed);
        }
        (Appearance seen, string[] gateways) = _walked.GetValueOrDefault(key, (written, []));
        string kind = $"{(written.Source.Contains(':') ? "IPv6" : "IPv4")}{(seen.Quote is null ? "" : " error")}{(probe.IsFirstFragment ? " fragment" : "")}";
        foreach (string gateway in gateways) Passed[$"{gateway} {kind}"] = Passed.GetValueOrDefault($"{gateway} {kind}") + 1;
        if (probe.IsSpoofed)
            foreach (string gateway in gateways) Passed[$"{gateway} for another"] = Passed.GetValueOrDefault($"{gateway} for another") + 1;
        return seen;
    }

    private Appearance Arrived(Sent sent)
    {
        PacketHeader header = sent.Arrived;
        if ((header.Traits & PacketTraits.LaterFragment) != 0) return new Appearance(Text(header.Source), Text(header.Destination), 0, 0);
        Appearance? quote = null;
        if ((header.Traits & PacketTraits.QuotesPacket) != 0)
        {
            QuotedPacket quoted = run.DataPath.LatestQuote;
            bool echo = quoted.Protocol is 1 or 58;
            quote = new Appearance(Text(quoted.Source), Text(quoted.Destination), echo ? quoted.IcmpIdentifier : quoted.SourcePort, echo ? Appearance.Query : quoted.DestinationPort);
        }
        bool query = header.Protocol is 1 or 58 && quote is null;
        return new Appearance(Text(header.Source), Text(header.Destination), query ? header.IcmpIdentifier : header.SourcePort, query ? Appearance.Query : header.DestinationPort, quote);
    }

    private static string Text(WireAddress address) => address.ToIpAddress().ToString();
}
