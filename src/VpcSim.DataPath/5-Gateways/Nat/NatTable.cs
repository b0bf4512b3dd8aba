using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>The bindings of all NAT gateways. A binding ends by idle time alone: 350 s. (VPC guide, "NAT gateway basics")</summary>
internal sealed partial class NatTable
{
    /// <summary>Idle time of a binding in nanoseconds.</summary>
    public const long IdleTimeoutNs = 350L * 1_000_000_000;

    /// <summary>Simultaneous connections to one destination from one address.</summary>
    public const int MostPerDestination = 55_000;

    private const int FirstPort = 1024;
    private const int PortCount = 65_536 - FirstPort;
    private readonly SlabTable<NatKey, StoredNatKey, StoredNatKeys, NatBinding, uint> _table = new(new StoredNatKeys());
    private readonly NatDestinations _destinations = new();
    private int _sweepAt;

    public uint SerialOf(int slot) => _table.SerialOf(slot);

    /// <summary>Prolongs a binding, if a remembered inside slot still holds it.</summary>
    public bool TryTouch(in Touch touch, long nowNs)
    {
        ref NatBinding binding = ref _table.Remembered(touch.BindingSlot, touch.Serial, out bool same);
        if (!same || nowNs > binding.ExpiresNs) return false;
        binding.ExpiresNs = nowNs + IdleTimeoutNs;
        return true;
    }

    public void Refresh(int insideSlot, long nowNs) => _table[insideSlot].ExpiresNs = nowNs + IdleTimeoutNs;

    /// <summary>The inside slot of an unexpired binding by either of its keys, or −1.</summary>
    public int Find(in NatKey key, long nowNs)
    {
        int slot = FindKept(in key, nowNs);
        return slot < 0 && Cold is not null ? FindCold(in key, nowNs) : slot;
    }

    /// <summary>Takes one of the gateway's addresses and the lowest free port from the tuple's hash for a new connection.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="inside">The connection as it is inside.</param>
    /// <param name="addresses">The gateway's addresses, the primary one first.</param>
    /// <param name="choice">With which of them to begin.</param>
    /// <param name="nowNs">The time in nanoseconds.</param>
    /// <returns>The inside slot, or −1 where no address has a port left towards the destination (<c>ErrorPortAllocation</c>).</returns>
    public int Bind(int gateway, in NatKey inside, ReadOnlySpan<IpAddress> addresses, NatAddressChoice choice, long nowNs)
    {
        int first = choice == NatAddressChoice.Fill || addresses.Length == 1 ? 0 : (int)((inside.Hash() >> 16) % (uint)addresses.Length);
        for (int i = 0; i < addresses.Length; i++)
        {
            int slot = Bind(gateway, in inside, addresses[(first + i) % addresses.Length], nowNs);
            if (slot >= 0) return slot;
        }
        return -1;
    }

    /// <summary>The same for one address.</summary>
    public int Bind(int gateway, in NatKey inside, IpAddress gatewayAddress, long nowNs)
    {
        NatKey destination = inside.Translated(gateway, gatewayAddress, 0);
        if (!HasRoom(in destination, nowNs)) return -1;
        int start = (int)(inside.Hash() % PortCount);
        for (int i = 0; i < PortCount; i++)
        {
            ushort port = (ushort)(FirstPort + (start + i) % PortCount);
            NatKey outside = inside.Translated(gateway, gatewayAddress, port);
            if (IsTaken(in outside, nowNs)) continue;
            _destinations.Add(in destination, nowNs + IdleTimeoutNs);
            return Add(in inside, in outside, nowNs + IdleTimeoutNs);
        }
        return -1;
    }

    /// <summary>Looks at the next places and forgets what has expired; costs time, never changes a result.</summary>
    public void Sweep(int places, long nowNs)
    {
        int extent = _table.Extent;
        for (places = Math.Min(places + _table.SweepDebt(), extent); places > 0; places--)
        {
            if (_sweepAt >= extent) _sweepAt = 0;
            if (_table.IsLive(_sweepAt) && IsInside(_sweepAt) && nowNs > _table[_sweepAt].ExpiresNs) Remove(_sweepAt);
            _sweepAt++;
        }
    }

    /// <summary>The private end of a binding.</summary>
    public (IpAddress Address, ushort Port) InsideOf(int insideSlot) => LocalOf(insideSlot);

    /// <summary>The gateway's end of a binding, which the outside sees.</summary>
    public (IpAddress Address, ushort Port) OutsideOf(int insideSlot) => LocalOf(_table[insideSlot].OtherSlot);

    private (IpAddress Address, ushort Port) LocalOf(int slot)
    {
        NatKey key = _table.KeyOf(slot);
        return (key.Local, key.LocalPort);
    }

    private bool IsInside(int slot) => _table.StoredOf(slot).Side >= 0;

    private int FindKept(in NatKey key, long nowNs)
    {
        int slot = _table.Find(in key);
        if (slot < 0) return -1;
        int inside = IsInside(slot) ? slot : _table[slot].OtherSlot;
        if (nowNs <= _table[inside].ExpiresNs) return inside;
        Remove(inside);
        return -1;
    }

    private bool IsTaken(in NatKey outside, long nowNs) => FindKept(in outside, nowNs) >= 0 || (Cold is not null && Cold.Has(in outside, nowNs));

    private bool HasRoom(in NatKey destination, long nowNs)
    {
        if (_destinations.MostTo(in destination, nowNs) < MostPerDestination) return true;
        if (_destinations.IsSwept(in destination, nowNs)) return false;
        // Bindings that are over and not yet swept may be counted, and those to other destinations: only when the count says "full" is it worth the look.
        Sweep(_table.Extent, nowNs);
        if (!_destinations.IsApart(in destination) && _destinations.MostTo(in destination, nowNs) >= MostPerDestination) TakeApart(nowNs);
        if (_destinations.MostTo(in destination, nowNs) < MostPerDestination) return true;
        _destinations.NoteSwept(in destination, EarliestEnd(in destination));
        return false;
    }

    private long EarliestEnd(in NatKey destination)
    {
        long earliestNs = long.MaxValue;
        for (int slot = 0; slot < _table.Extent; slot++)
            if (_table.IsLive(slot) && !IsInside(slot) && _table.KeyOf(slot).AnyLocalPort().Matches(in destination))
                earliestNs = Math.Min(earliestNs, _table[_table[slot].OtherSlot].ExpiresNs);
        return earliestNs;
    }

    // Others that are on their way there too: reading all that is on disk is worth something.
    private void TakeApart(long nowNs)
    {
        _destinations.BeginTakingApart(MostPerDestination / 2);
        for (int slot = 0; slot < _table.Extent; slot++)
            if (_table.IsLive(slot) && !IsInside(slot)) _destinations.Show(_table.KeyOf(slot).AnyLocalPort());
        Cold?.ShowDestinations(nowNs);
        _destinations.EndTakingApart();
    }

    private int Add(in NatKey inside, in NatKey outside, long expiresNs)
    {
        int insideSlot = _table.FindOrAdd(in inside, out _);
        int outsideSlot = _table.FindOrAdd(in outside, out _);
        _table[insideSlot] = new NatBinding { OtherSlot = outsideSlot, ExpiresNs = expiresNs };
        _table[outsideSlot] = new NatBinding { OtherSlot = insideSlot };
        return insideSlot;
    }

    private void Remove(int insideSlot)
    {
        int outsideSlot = _table[insideSlot].OtherSlot;
        _destinations.Remove(_table.KeyOf(outsideSlot).AnyLocalPort());
        _table.Remove(outsideSlot);
        _table.Remove(insideSlot);
    }
}
