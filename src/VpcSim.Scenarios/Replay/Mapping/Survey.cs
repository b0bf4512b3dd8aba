using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>Who talks to whom in captures, and who serves what: collected packet by packet, before anything is replayed.</summary>
internal sealed class Survey
{
    private const byte Syn = 2, Reset = 4, Ack = 16;
    private const ushort FirstUnprivilegedPort = 1024;
    private readonly Dictionary<Exchange, bool> _answered = [];
    private readonly Dictionary<Talk, (bool FirstFromLow, bool LowSpoke, bool HighSpoke)> _talks = [];
    private readonly HashSet<IpAddress> _senders = [];
    private readonly Dictionary<int, CaptureEnds> _captures = [];

    /// <summary>Every exchange, and whether it was answered; in the order in which they were met. Complete after <see cref="Finish"/>.</summary>
    public IReadOnlyDictionary<Exchange, bool> Exchanges => _answered;

    /// <summary>Whether a host sent anything: one that was only asked may not be there.</summary>
    public bool Sent(IpAddress host) => _senders.Contains(host);

    /// <summary>The addresses that stand in nearly every packet of the captures of one interface: its host's, and its peer's where it had but one.</summary>
    /// <param name="networkInterface">Its place in the design.</param>
    /// <param name="ipv4">The family.</param>
    public IReadOnlyList<IpAddress> OwnAddresses(int networkInterface, bool ipv4) =>
        _captures.TryGetValue(networkInterface, out CaptureEnds? ends) ? ends.InNearlyAll(ipv4) : [];

    /// <param name="packet">A decoded packet; others are passed over.</param>
    /// <param name="networkInterface">The place of the interface on which it was captured; −1 where that is not known.</param>
    public void Add(in PacketHeader packet, int networkInterface)
    {
        if (packet.Status != DecodeStatus.Decoded || (packet.Traits & PacketTraits.LaterFragment) != 0) return;
        IpAddress from = packet.Source.ToIpAddress(), to = packet.Destination.ToIpAddress();
        if (packet.Version == 6 && (from.IsIPv4 || to.IsIPv4)) return;
        if (!Hosts.MayBe(from) || !Hosts.MayBe(to)) return;
        _senders.Add(from);
        if (networkInterface >= 0)
        {
            if (!_captures.TryGetValue(networkInterface, out CaptureEnds? ends)) _captures[networkInterface] = ends = new CaptureEnds();
            ends.Add(from, to);
        }
        if (packet.Protocol == IpProtocol.Tcp) AddTcp(in packet, from, to);
        else if (packet.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6) AddEcho(in packet, from, to);
        else AddTalk(in packet, from, to);
    }

    /// <summary>Decides who was the server of talks whose beginning is not there.</summary>
    public void Finish()
    {
        var partners = new Dictionary<(IpAddress, ushort, byte), int>();
        foreach (Talk talk in _talks.Keys)
        {
            Raise(partners, (talk.Low, talk.LowPort, talk.Protocol));
            Raise(partners, (talk.High, talk.HighPort, talk.Protocol));
        }
        foreach ((Talk talk, (bool firstFromLow, bool lowSpoke, bool highSpoke)) in _talks)
        {
            int low = partners[(talk.Low, talk.LowPort, talk.Protocol)], high = partners[(talk.High, talk.HighPort, talk.Protocol)];
            bool asksLow = IsServerLow(talk, firstFromLow, low - high);
            Note(asksLow ? talk.AskingLow : talk.AskingHigh, answered: asksLow ? lowSpoke : highSpoke);
        }
        _talks.Clear();
    }

    private void AddTcp(in PacketHeader packet, IpAddress from, IpAddress to)
    {
        var asking = new Exchange(from, to, packet.Protocol, packet.DestinationPort);
        var answering = new Exchange(to, from, packet.Protocol, packet.SourcePort);
        if ((packet.TcpFlags & (Syn | Ack)) == Syn) Note(asking, answered: false);
        else if ((packet.TcpFlags & (Syn | Ack)) == (Syn | Ack)) Note(answering, answered: true);
        else if ((packet.TcpFlags & Reset) == 0 && !_answered.ContainsKey(asking) && !_answered.ContainsKey(answering)) AddTalk(in packet, from, to);
    }

    private void AddEcho(in PacketHeader packet, IpAddress from, IpAddress to)
    {
        ushort request = packet.Protocol == IpProtocol.Icmp ? (ushort)8 : (ushort)128;
        if ((packet.Traits & PacketTraits.EchoRequest) != 0) Note(new Exchange(from, to, packet.Protocol, request), answered: false);
        if ((packet.Traits & PacketTraits.EchoReply) != 0) Note(new Exchange(to, from, packet.Protocol, request), answered: true);
    }

    private void AddTalk(in PacketHeader packet, IpAddress from, IpAddress to)
    {
        Talk talk = Talk.Of(from, packet.SourcePort, to, packet.DestinationPort, packet.Protocol, out bool fromLow);
        (bool firstFromLow, bool lowSpoke, bool highSpoke) = _talks.GetValueOrDefault(talk, (fromLow, false, false));
        _talks[talk] = (firstFromLow, lowSpoke || fromLow, highSpoke || !fromLow);
    }

    private void Note(Exchange exchange, bool answered) => _answered[exchange] = answered || _answered.GetValueOrDefault(exchange);

    // Who was seen to serve; else a port below 1024; else the end with more partners; else the lower port; else who spoke second.
    private bool IsServerLow(Talk talk, bool firstFromLow, int morePartnersOfLow)
    {
        if (_answered.ContainsKey(talk.AskingLow)) return true;
        if (_answered.ContainsKey(talk.AskingHigh)) return false;
        bool lowPrivileged = talk.LowPort < FirstUnprivilegedPort, highPrivileged = talk.HighPort < FirstUnprivilegedPort;
        if (lowPrivileged != highPrivileged) return lowPrivileged;
        if (morePartnersOfLow != 0) return morePartnersOfLow > 0;
        return talk.LowPort != talk.HighPort ? talk.LowPort < talk.HighPort : !firstFromLow;
    }

    private static void Raise<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
