namespace VpcSim.Scenarios.Simulations;

/// <summary>Packets by slot; those that are over are used again.</summary>
internal sealed class PacketPool
{
    private Packet[] _packets = [];
    private int[] _free = [];
    private int _freeCount;
    private int _count;

    public Packet this[int slot] => _packets[slot];

    public Packet Take()
    {
        if (_freeCount > 0)
        {
            Packet used = _packets[_free[--_freeCount]];
            used.Clear();
            return used;
        }
        if (_count == _packets.Length)
        {
            Array.Resize(ref _packets, Math.Max(256, _count * 2));
            Array.Resize(ref _free, _packets.Length);
        }
        var packet = new Packet(_count) { Interface = -1 };
        _packets[_count++] = packet;
        return packet;
    }

    public void Give(Packet packet) => _free[_freeCount++] = packet.Slot;
}
