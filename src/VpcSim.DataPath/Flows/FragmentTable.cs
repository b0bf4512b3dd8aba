using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>What first fragments showed, for 30 seconds and 4096 datagrams, so that later fragments follow them.</summary>
internal sealed class FragmentTable
{
    private const long LifetimeNs = 30L * 1_000_000_000;
    private const int Most = 4096;
    private readonly SlabTable<FragmentKey, FirstFragment> _table = new();
    private readonly Queue<(long ExpiresNs, int Slot, uint Serial)> _byAge = new();

    /// <summary>Notes a first fragment.</summary>
    /// <param name="packet">The first fragment.</param>
    /// <param name="sent">Whether it was sent.</param>
    /// <param name="blame">If not: the packet to blame.</param>
    public void Note(in PacketHeader packet, bool sent, long blame)
    {
        Forget(packet.TimeNs);
        FragmentKey key = FragmentKey.Of(in packet);
        int slot = _table.FindOrAdd(in key, out bool added);
        if (!added)
        {
            _table.Remove(slot);
            slot = _table.FindOrAdd(in key, out _);
        }
        _table[slot] = new FirstFragment(packet.SourcePort, packet.DestinationPort, packet.IcmpType, packet.IcmpCode, packet.IcmpIdentifier, sent, blame);
        _byAge.Enqueue((packet.TimeNs + LifetimeNs, slot, _table.SerialOf(slot)));
    }

    /// <summary>The first fragment that a later one follows, if it was seen.</summary>
    public bool TryFind(in PacketHeader later, out FirstFragment first)
    {
        Forget(later.TimeNs);
        int slot = _table.Find(FragmentKey.Of(in later));
        first = slot < 0 ? default : _table[slot];
        return slot >= 0;
    }

    private void Forget(long nowNs)
    {
        while (_byAge.TryPeek(out (long ExpiresNs, int Slot, uint Serial) oldest) && (oldest.ExpiresNs < nowNs || _byAge.Count >= Most))
        {
            _byAge.Dequeue();
            if (_table.IsLive(oldest.Slot) && _table.SerialOf(oldest.Slot) == oldest.Serial) _table.Remove(oldest.Slot);
        }
    }

    private readonly struct FragmentKey(IpAddress source, IpAddress destination, uint id, byte protocol) : ITableKey<FragmentKey>
    {
        private readonly IpAddress _source = source;
        private readonly IpAddress _destination = destination;
        private readonly uint _id = id;
        private readonly byte _protocol = protocol;

        public static FragmentKey Of(in PacketHeader packet) => new(packet.Source.ToIpAddress(), packet.Destination.ToIpAddress(), packet.FragmentId, packet.Protocol);

        public uint Hash() => Mix.Finish(Mix.Add(Mix.Add(Mix.Add(0, _source), _destination), (ulong)_id << 8 | _protocol));

        public bool Matches(in FragmentKey other) =>
            _source == other._source && _destination == other._destination && _id == other._id && _protocol == other._protocol;
    }
}
