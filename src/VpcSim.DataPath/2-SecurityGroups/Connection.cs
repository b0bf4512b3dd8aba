using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>A tracked connection's state at one interface, in 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct Connection
{
    private const byte LocalIsHighBit = 1, InitiatedByLocalBit = 2, InitiatorFinishedBit = 4, ResponderFinishedBit = 8, OnePlaceBit = 16, TwoPlacesBit = 32;
    private const int StateShift = 6, IdleShift = 10; // in the word of bits: four of the state, 22 of seconds
    private const uint StateBits = 0xF << StateShift;
    private const long Second = 1_000_000_000;

    /// <summary>When it is forgotten unless a packet comes before.</summary>
    public long ExpiresNs;

    private uint _bits;

    /// <summary>The slot of the next connection of the same tuple; of the last one the complement of the tuple's slot in the table of conversations.</summary>
    public int Next;

    /// <summary>See <see cref="ConnectionKey"/>.</summary>
    public int Owner;

    /// <summary>Odd while it lives; 31 bits that change whenever the slot is given back, so that whoever remembers a slot can tell.</summary>
    public uint Serial;

    public ConnectionState State
    {
        readonly get => (ConnectionState)((_bits & StateBits) >> StateShift);
        set => _bits = (_bits & ~StateBits) | (uint)value << StateShift;
    }

    public readonly bool IsLive => (Serial & 1) != 0;

    /// <summary>How far a packet moves <see cref="ExpiresNs"/>, whole seconds, less than 48 days; 0 while closing, which nothing prolongs.</summary>
    public long IdleTimeoutNs
    {
        readonly get => (_bits >> IdleShift) * Second;
        set => _bits = (_bits & ((1u << IdleShift) - 1)) | (uint)(value / Second) << IdleShift;
    }

    /// <summary>Whether the interface's own side is the tuple's higher end.</summary>
    public readonly bool LocalIsHigh => (_bits & LocalIsHighBit) != 0;

    /// <summary>Whether the interface's own side sent the first packet.</summary>
    public bool InitiatedByLocal
    {
        readonly get => (_bits & InitiatedByLocalBit) != 0;
        set => Set(InitiatedByLocalBit, value);
    }

    public bool InitiatorFinished
    {
        readonly get => (_bits & InitiatorFinishedBit) != 0;
        set => Set(InitiatorFinishedBit, value);
    }

    public bool ResponderFinished
    {
        readonly get => (_bits & ResponderFinishedBit) != 0;
        set => Set(ResponderFinishedBit, value);
    }

    /// <summary>How many places of an instance's allowance it takes; 0 where nobody counts.</summary>
    public int Places
    {
        readonly get => (_bits & TwoPlacesBit) != 0 ? 2 : (_bits & OnePlaceBit) != 0 ? 1 : 0;
        set
        {
            Set(OnePlaceBit, value == 1);
            Set(TwoPlacesBit, value == 2);
        }
    }

    /// <summary>Makes it the connection of a key, as if no packet had been seen.</summary>
    public void Begin(in ConnectionKey key)
    {
        Owner = key.Owner;
        _bits = key.LocalIsHigh ? LocalIsHighBit : 0u;
    }

    /// <summary>Goes on as a connection that stood in another slot.</summary>
    public void Resume(in Connection kept)
    {
        (int next, uint serial) = (Next, Serial);
        this = kept;
        (Next, Serial) = (next, serial);
    }

    public readonly bool IsOf(in ConnectionKey key) => Owner == key.Owner && LocalIsHigh == key.LocalIsHigh;

    /// <summary>Its slot is taken, or given back.</summary>
    public void Advance() => Serial = (Serial + 1) & int.MaxValue;

    /// <summary>Whether the next ordinary packet of one side changes the state, so that it must take the walk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool AdvancesOn(bool byInitiator) => State switch
    {
        ConnectionState.SynSent or ConnectionState.UdpAsked or ConnectionState.UdpAskedAgain => !byInitiator,
        ConnectionState.UdpAnswered => byInitiator,
        _ => false,
    };

    private void Set(uint bit, bool value) => _bits = value ? _bits | bit : _bits & ~bit;
}
