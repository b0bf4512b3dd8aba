namespace VpcSim.FlowLogs.Aggregation;

/// <summary>A growing array of structs in fixed pieces: growth copies no entry, and a reference to one stays valid.</summary>
internal sealed class Slabs<T>
    where T : struct
{
    private const int Bits = 12;
    private const int SlabLength = 1 << Bits;

    private T[][] _slabs = [new T[SlabLength]];

    public ref T this[int index] => ref _slabs[index >> Bits][index & (SlabLength - 1)];

    /// <summary>Whether there is room for the entry.</summary>
    public bool Reaches(int index) => index >> Bits < _slabs.Length && _slabs[index >> Bits] is not null;

    /// <summary>Makes room for the entry, if there is none yet.</summary>
    public void Reach(int index)
    {
        int slab = index >> Bits;
        if (slab < _slabs.Length && _slabs[slab] is not null) return;
        if (slab >= _slabs.Length) Array.Resize(ref _slabs, _slabs.Length * 2);
        _slabs[slab] = new T[SlabLength];
    }
}
