using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>A page of a <see cref="ColdFile"/>: how many bytes are used, whether some of its flows stand in later pages, and the flows one behind the other.</summary>
internal sealed class ColdPage
{
    public const int Length = 4096;

    private const int Front = 8;

    private readonly byte[] _bytes = new byte[Length];

    /// <summary>The most bytes that flows take.</summary>
    public const int Room = Length - Front;

    public Span<byte> Bytes => _bytes;

    public int Used => Header;

    /// <summary>Whether a flow of this page stands in a later one, since it had no room here.</summary>
    public bool Overflows
    {
        get => _bytes[4] != 0;
        set => _bytes[4] = value ? (byte)1 : (byte)0;
    }

    private ref int Header => ref MemoryMarshal.AsRef<int>(_bytes.AsSpan(0, sizeof(int)));

    public void Clear() => _bytes.AsSpan().Clear();

    public bool TryAdd(ReadOnlySpan<byte> flow)
    {
        if (Used + flow.Length > Room) return false;
        flow.CopyTo(_bytes.AsSpan(Front + Used));
        Header += flow.Length;
        return true;
    }

    /// <summary>The flow that begins at a place, and its length as the next one's distance; empty at the end.</summary>
    public ReadOnlySpan<byte> At(int place) => place >= Used ? [] : _bytes.AsSpan(Front + place, FlowAt(place).Length);

    /// <summary>Where a flow stands; −1 where it does not.</summary>
    public int Find(in FlowKey key, uint hash)
    {
        for (int place = 0; place < Used;)
        {
            ref ColdFlow flow = ref FlowAt(place);
            if (flow.Hash == hash && flow.Key.Matches(in key)) return place;
            place += flow.Length;
        }
        return -1;
    }

    public void RemoveAt(int place)
    {
        int length = FlowAt(place).Length;
        _bytes.AsSpan(Front + place + length, Used - place - length).CopyTo(_bytes.AsSpan(Front + place));
        Header -= length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ColdFlow FlowAt(int place) => ref MemoryMarshal.AsRef<ColdFlow>(_bytes.AsSpan(Front + place));
}
