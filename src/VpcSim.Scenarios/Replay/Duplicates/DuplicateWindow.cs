namespace VpcSim.Scenarios.Replay.Duplicates;

/// <summary>Holds packets back for a second of their own time, so that one that was captured at several places is sent once, from where it was sent.</summary>
/// <remarks>
/// In memory are no more than <see cref="SightingRing.Most"/> packets; where more come within a second, less time is held back. A sender's sighting that comes
/// after another one is handed on with the time of that: nobody receives what was not sent. (docs/decisions/0016)
/// </remarks>
/// <param name="captures">The packets of all origins by time, in the design's terms.</param>
/// <param name="senders">Tells where a packet was sent.</param>
/// <param name="keepsFrames">Whether the bytes of packets are kept.</param>
internal sealed class DuplicateWindow<TCaptures>(TCaptures captures, Senders senders, bool keepsFrames) : ICaptures
    where TCaptures : ICaptures
{
    private readonly SightingRing _ring = new(keepsFrames);
    private DuplicateSearch? _search;
    private long _latestNs = long.MinValue;
    private bool _hasEnded;
    private int _twins;

    public bool TryDecode(PacketBatch batch, int at)
    {
        while (true)
        {
            while (!_ring.IsEmpty && _ring[_ring.First].IsGone) _ring.RemoveFirst();
            if (_hasEnded || IsFirstDue()) break;
            TakeIn();
        }
        if (_ring.IsEmpty) return false;
        long first = _ring.First;
        ref SightingRing.Link link = ref _ring[first];
        if (link is { LastSighting: > 0, IsSettled: false } && link.Leader == first)
        {
            Settle(first);
            if (link.Original != first)
            {
                _ring[link.Original].IsGone = true;
                HandOn(link.Original, batch, at);
                return true;
            }
        }
        HandOn(first, batch, at);
        _ring.RemoveFirst();
        return true;
    }

    private bool IsFirstDue() => !_ring.IsEmpty && (_ring.IsFull || _ring[_ring.First].IsSettled || _latestNs - _ring.TimeOf(_ring.First) > DuplicateSearch.MostNs);

    private void TakeIn()
    {
        int place = _ring.MakeRoom();
        _hasEnded = !captures.TryDecode(_ring.Packets, place);
        if (_hasEnded) return;
        long packet = _ring.Add();
        _latestNs = Math.Max(_latestNs, _ring.TimeOf(packet));
        (_search ??= new DuplicateSearch(_ring, senders)).Add(packet);
    }

    // No copy may be sorted before its original.
    private void Settle(long leader)
    {
        ref SightingRing.Link group = ref _ring[leader];
        group.IsSettled = true;
        _twins = _twins == int.MaxValue ? 1 : _twins + 1;
        PacketBatch packets = _ring.Packets;
        long sentNs = Math.Min(_ring.TimeOf(group.Original), _ring.TimeOf(leader));
        for (long sighting = leader; sighting != 0; sighting = _ring[sighting].NextSighting)
        {
            int place = _ring.PlaceOf(sighting);
            bool isOriginal = sighting == group.Original;
            packets.Sightings![place].Twin = isOriginal ? _twins : -_twins;
            packets.Headers[place].TimeNs = isOriginal ? sentNs : Math.Max(packets.Headers[place].TimeNs, sentNs);
        }
    }

    private void HandOn(long packet, PacketBatch batch, int at) => PacketBatch.Swap(batch, at, _ring.Packets, _ring.PlaceOf(packet));
}
