using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Replay.Duplicates;

/// <summary>Puts the sightings of one packet together: the same packet from different origins within a second.</summary>
/// <remarks>
/// The k-th sighting of equal packets at one place belongs to the k-th at another, so that a sender's repetitions stay apart. Segments that offload joined at
/// one place and not at the other have no equal: one that begins within a segment of another origin belongs to that.
/// </remarks>
internal sealed class DuplicateSearch(SightingRing ring, Senders senders)
{
    /// <summary>Sightings of one packet lie no further apart.</summary>
    public const long MostNs = 1_000_000_000;

    private const int Buckets = 1 << 16, MostLeaders = 1024, MostSegments = 64;
    private readonly long[] _leaders = new long[Buckets];
    private readonly long[] _segments = new long[Buckets];
    private readonly List<long> _within = [];

    /// <summary>Puts the latest packet of the ring to the sightings of the same packet, if there are any.</summary>
    public void Add(long packet)
    {
        ref readonly PacketHeader header = ref HeaderOf(packet);
        if (header.Status != DecodeStatus.Decoded) return;
        ulong fingerprint = Fingerprint.Of(in header, IdentityOf(packet));
        ring[packet].Fingerprint = fingerprint;
        if (FindSame(packet, fingerprint) is > 0 and long same)
        {
            Join(same, packet);
            return;
        }
        ref long leaders = ref _leaders[BucketOf(fingerprint)];
        ring[packet].EarlierLeader = leaders;
        leaders = packet;
        if (!IsData(in header)) return;
        ref long segments = ref _segments[BucketOf(Fingerprint.OfFlow(in header))];
        if (senders.Sent(in header, OriginOf(packet))) Gather(segments, packet);
        else if (FindAround(segments, packet) is > 0 and long around) Join(around, packet);
        ring[packet].EarlierSegment = segments;
        segments = packet;
    }

    // Each origin fills the oldest packet that lacks it, so those that lack it are the latest ones.
    private long FindSame(long packet, ulong fingerprint)
    {
        long found = 0;
        ushort origin = OriginOf(packet);
        int steps = 0;
        for (long leader = _leaders[BucketOf(fingerprint)]; leader >= ring.First && steps < MostLeaders; leader = ring[leader].EarlierLeader, steps++)
        {
            ref readonly SightingRing.Link link = ref ring[leader];
            if (link.Fingerprint != fingerprint || link.Leader != leader || link.IsSettled || !AreNear(leader, packet)) continue;
            if (!AreBetweenTheSame(leader, packet)) continue;
            if (IsSeenAt(leader, origin)) break;
            found = leader;
        }
        return found;
    }

    private bool IsSeenAt(long leader, ushort origin)
    {
        for (long sighting = leader; sighting != 0; sighting = ring[sighting].NextSighting)
            if (OriginOf(sighting) == origin) return true;
        return false;
    }

    /// <summary>The leader of a segment of another origin that holds the packet's first byte and is not the same bytes sent again.</summary>
    private long FindAround(long latest, long packet)
    {
        int steps = 0;
        for (long segment = latest; segment >= ring.First && steps < MostSegments; segment = ring[segment].EarlierSegment, steps++)
            if (ring[segment].Leader >= ring.First && !ring[ring[segment].Leader].IsSettled && IsOtherSightingOfFlow(segment, packet) && IsWithin(packet, segment))
                return ring[segment].Leader;
        return 0;
    }

    /// <summary>Makes the segments that were captured at other places before their sender's a part of the sender's.</summary>
    private void Gather(long latest, long packet)
    {
        _within.Clear();
        int steps = 0;
        for (long segment = latest; segment >= ring.First && steps < MostSegments; segment = ring[segment].EarlierSegment, steps++)
        {
            ref readonly SightingRing.Link link = ref ring[segment];
            bool isAlone = link.Leader == segment && link is { LastSighting: 0, IsSettled: false };
            if (isAlone && IsOtherSightingOfFlow(segment, packet) && IsWithin(segment, packet) && !senders.Sent(in HeaderOf(segment), OriginOf(segment))) _within.Add(segment);
        }
        if (_within.Count == 0) return;
        long first = _within[^1];
        for (int i = _within.Count - 2; i >= 0; i--) Join(first, _within[i]);
        Join(first, packet);
    }

    private bool IsOtherSightingOfFlow(long segment, long packet)
    {
        if (ring[segment].IsGone || OriginOf(segment) == OriginOf(packet) || !AreNear(segment, packet)) return false;
        ref readonly PacketHeader one = ref HeaderOf(segment), other = ref HeaderOf(packet);
        return AreBetweenTheSame(segment, packet) && one.SourcePort == other.SourcePort && one.DestinationPort == other.DestinationPort;
    }

    // Sequence numbers wrap. (RFC 9293 section 3.4)
    private bool IsWithin(long inner, long outer)
    {
        uint begins = IdentityOf(inner).Sequence - IdentityOf(outer).Sequence;
        int innerBytes = PayloadOf(in HeaderOf(inner)), outerBytes = PayloadOf(in HeaderOf(outer));
        return begins < (uint)outerBytes && !(begins == 0 && innerBytes == outerBytes);
    }

    private void Join(long leader, long sighting)
    {
        ref SightingRing.Link group = ref ring[leader];
        if (group.LastSighting == 0)
        {
            group.LastSighting = group.Original = leader;
            group.IsBySender = senders.Sent(in HeaderOf(leader), OriginOf(leader));
        }
        ring[group.LastSighting].NextSighting = sighting;
        ring[sighting].Leader = leader;
        group.LastSighting = sighting;
        if (group.IsBySender) return;
        group.IsBySender = senders.Sent(in HeaderOf(sighting), OriginOf(sighting));
        if (group.IsBySender || ring.TimeOf(sighting) < ring.TimeOf(group.Original)) group.Original = sighting;
    }

    private bool AreNear(long one, long other) => Math.Abs(ring.TimeOf(one) - ring.TimeOf(other)) <= MostNs;

    private bool AreBetweenTheSame(long one, long other)
    {
        ref readonly PacketHeader header = ref HeaderOf(one), otherHeader = ref HeaderOf(other);
        return header.Source.Equals(otherHeader.Source) && header.Destination.Equals(otherHeader.Destination)
            && senders.MeanTheSame(in header, OriginOf(one), OriginOf(other));
    }

    private static bool IsData(in PacketHeader header) =>
        header.Protocol == ProtocolNumber.Tcp && (header.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment)) == 0 && PayloadOf(in header) > 0;

    private static int PayloadOf(in PacketHeader header) => header.Length - header.HeaderLength;

    private static int BucketOf(ulong hash) => (int)(hash >> 48);

    private ref PacketHeader HeaderOf(long packet) => ref ring.Packets.Headers[ring.PlaceOf(packet)];

    private PacketIdentity IdentityOf(long packet) => ring.Packets.Sightings![ring.PlaceOf(packet)].Identity;

    private ushort OriginOf(long packet) => ring.Packets.Origins[ring.PlaceOf(packet)];
}
