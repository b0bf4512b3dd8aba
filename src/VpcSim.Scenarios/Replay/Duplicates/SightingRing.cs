namespace VpcSim.Scenarios.Replay.Duplicates;

/// <summary>The packets that are held back, in the order in which they came. They are counted from 1 on; their places are used again and again.</summary>
internal sealed class SightingRing(bool keepsFrames)
{
    /// <summary>More packets are never held back.</summary>
    public const int Most = 1 << 16;

    private const int Least = 1 << 12;
    private Link[] _links = new Link[Least];

    /// <summary>The packets in their places.</summary>
    public PacketBatch Packets { get; private set; } = new(Least, keepsFrames, tellsDuplicates: true);

    /// <summary>The oldest packet that is held back.</summary>
    public long First { get; private set; } = 1;

    /// <summary>The packet that comes next.</summary>
    public long Next { get; private set; } = 1;

    public bool IsEmpty => First == Next;

    public bool IsFull => Next - First == Most;

    public ref Link this[long packet] => ref _links[PlaceOf(packet)];

    public int PlaceOf(long packet) => (int)packet & (_links.Length - 1);

    public long TimeOf(long packet) => Packets.Headers[PlaceOf(packet)].TimeNs;

    /// <summary>The place for the next packet.</summary>
    public int MakeRoom()
    {
        if (Next - First == _links.Length) Grow();
        return PlaceOf(Next);
    }

    /// <summary>Takes in the packet that was put into that place.</summary>
    /// <returns>Its number.</returns>
    public long Add()
    {
        this[Next] = new Link { Leader = Next };
        return Next++;
    }

    public void RemoveFirst() => First++;

    private void Grow()
    {
        (PacketBatch packets, Link[] links) = (Packets, _links);
        Packets = new PacketBatch(links.Length * 2, keepsFrames, tellsDuplicates: true);
        _links = new Link[links.Length * 2];
        for (long packet = First; packet < Next; packet++)
        {
            int from = (int)packet & (links.Length - 1);
            _links[PlaceOf(packet)] = links[from];
            PacketBatch.Swap(Packets, PlaceOf(packet), packets, from);
        }
    }

    /// <summary>How a packet hangs together with others; 0 stands for none.</summary>
    internal struct Link
    {
        /// <summary>The first sighting of the same packet; itself where there is no earlier one.</summary>
        public long Leader;

        /// <summary>The next sighting of the same packet.</summary>
        public long NextSighting;

        /// <summary>Of a leader: the last sighting; 0 while it is the only one.</summary>
        public long LastSighting;

        /// <summary>Of a leader with others: the sighting that is sent.</summary>
        public long Original;

        /// <summary>Of a leader with others: whether the original was captured where it was sent.</summary>
        public bool IsBySender;

        /// <summary>The leader before it in the same bucket of fingerprints.</summary>
        public long EarlierLeader;

        /// <summary>The segment before it in the same bucket of flows.</summary>
        public long EarlierSegment;

        public ulong Fingerprint;

        /// <summary>Whether it has been handed on before its turn.</summary>
        public bool IsGone;

        /// <summary>Whether its sightings have their twins' number.</summary>
        public bool IsSettled;
    }
}
