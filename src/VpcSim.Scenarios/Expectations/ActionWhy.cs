using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Actions;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Words why an action came to what it did, each packet with the design under which it was judged.</summary>
internal sealed class ActionWhy
{
    private readonly Dictionary<Design, (WayText Text, DropRemedies Remedies)> _words = new(ReferenceEqualityComparer.Instance);

    /// <summary>The walk's own explanation: of the packet that was dropped first, else of the first one.</summary>
    public string Of(ActionResult result)
    {
        if ((result.FirstDrop ?? result.Forward) is not { } packet) return "";
        IpAddress source = packet.Header.Source.ToIpAddress(), destination = packet.Header.Destination.ToIpAddress();
        string way = packet.Forward ? "the packet there" : "the packet back";
        string what = packet.Header.Protocol switch
        {
            IpProtocol.Tcp or IpProtocol.Udp => $"{IpProtocol.NameOf(packet.Header.Protocol)} {source}:{packet.Header.SourcePort} -> {destination}:{packet.Header.DestinationPort}",
            var protocol => $"{IpProtocol.NameOf(protocol)} {source} -> {destination}",
        };
        (WayText text, DropRemedies remedies) = WordsOf(packet);
        string told = $"\n  {way}, {what}: {text.Outcome(packet.Verdict)}";
        if (packet.Verdict.IsDrop)
        {
            told += $"\n  {text.Sentence(packet.Verdict, packet.Header.Protocol, source, destination, packet.Header.DestinationPort)}";
            told += $"\n  it takes {remedies.Of(packet.Verdict, packet.Header.Protocol, source, destination, packet.Header.DestinationPort)}";
        }
        return told + text.Steps(packet.Trail, "    ");
    }

    /// <summary>Who dropped a packet by which reason, or where it went.</summary>
    public string Outcome(TracedPacket packet) => WordsOf(packet).Text.Outcome(packet.Verdict);

    private (WayText Text, DropRemedies Remedies) WordsOf(TracedPacket packet)
    {
        if (!_words.TryGetValue(packet.Design, out (WayText Text, DropRemedies Remedies) words))
            _words[packet.Design] = words = (new WayText(packet.Design), new DropRemedies(packet.Design));
        return words;
    }
}
