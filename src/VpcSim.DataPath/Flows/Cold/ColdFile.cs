using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>A hash table on disk: a flow stands in the page that its hash names, or in one of the next where that is full. Half of it stays empty. Memory: two pages.</summary>
internal sealed class ColdFile : IDisposable
{
    private const int FirstPages = 256;

    private readonly string _folder;
    private readonly ColdPage _page = new(), _other = new();
    private SafeFileHandle _file;
    private int _pages = FirstPages;
    private long _used;

    /// <exception cref="IOException">The file cannot be made.</exception>
    public ColdFile(string folder)
    {
        _folder = folder;
        _file = ScratchFile.Make(_folder, "flows");
    }

    /// <summary>Says of a flow whether it is still needed, when the file grows.</summary>
    public delegate bool IsNeeded(ReadOnlySpan<byte> flow);

    /// <summary>Flows in it.</summary>
    public long Count { get; private set; }

    /// <summary>How large it is, or was, at most.</summary>
    public long LargestLength { get; private set; }

    /// <summary>Adds a flow that is not in it.</summary>
    /// <param name="flow">A <see cref="ColdFlow"/> and what belongs to it.</param>
    /// <param name="isNeeded">Asked of every flow before the file grows.</param>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Add(ReadOnlySpan<byte> flow, IsNeeded isNeeded)
    {
        if (_used + flow.Length > (long)_pages * ColdPage.Room / 2) Grow(isNeeded);
        Put(flow);
    }

    /// <summary>Whether a flow is in it.</summary>
    public bool Has(in FlowKey key, uint hash) => PlaceOf(in key, hash, out _) >= 0;

    /// <summary>Takes a flow out.</summary>
    /// <param name="key">Which.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="flow">All of it, until the next call.</param>
    /// <returns>False where it is not there.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool TryTake(in FlowKey key, uint hash, out ReadOnlySpan<byte> flow)
    {
        int place = PlaceOf(in key, hash, out int number);
        if (place < 0)
        {
            flow = [];
            return false;
        }
        ReadOnlySpan<byte> found = _page.At(place);
        found.CopyTo(_other.Bytes);
        flow = _other.Bytes[..found.Length];
        _page.RemoveAt(place);
        Write(_page, number);
        Count--;
        _used -= flow.Length;
        return true;
    }

    /// <summary>Shows every flow.</summary>
    public void ForEach(Action<ReadOnlySpan<byte>> shown)
    {
        for (int number = 0; number < _pages; number++)
        {
            Read(_page, number);
            for (int place = 0; _page.At(place) is { IsEmpty: false } flow; place += flow.Length) shown(flow);
        }
    }

    public void Dispose() => _file.Dispose();

    // In the page that it leaves read.
    private int PlaceOf(in FlowKey key, uint hash, out int number)
    {
        for (number = PageOf(hash); ; number = (number + 1) & (_pages - 1))
        {
            Read(_page, number);
            int place = _page.Find(in key, hash);
            if (place >= 0 || !_page.Overflows) return place;
        }
    }

    private void Put(ReadOnlySpan<byte> flow)
    {
        for (int number = PageOf(MemoryMarshal.AsRef<ColdFlow>(flow).Hash); ; number = (number + 1) & (_pages - 1))
        {
            Read(_page, number);
            bool added = _page.TryAdd(flow);
            if (!added && _page.Overflows) continue;
            _page.Overflows |= !added;
            Write(_page, number);
            if (!added) continue;
            Count++;
            _used += flow.Length;
            return;
        }
    }

    private void Grow(IsNeeded isNeeded)
    {
        SafeFileHandle old = _file;
        int oldPages = _pages;
        var held = new ColdPage();
        _file = ScratchFile.Make(_folder, "flows");
        (_pages, Count, _used) = (oldPages * 2, 0, 0);
        for (int number = 0; number < oldPages; number++)
        {
            held.Clear();
            RandomAccess.Read(old, held.Bytes, (long)number * ColdPage.Length);
            for (int place = 0; held.At(place) is { IsEmpty: false } flow; place += flow.Length)
                if (isNeeded(flow)) Put(flow);
        }
        old.Dispose();
    }

    private int PageOf(uint hash) => (int)((hash * 0x9E37_79B1u) >> 4 & (uint)(_pages - 1));

    // What was never written is empty.
    private void Read(ColdPage page, int number)
    {
        int read = RandomAccess.Read(_file, page.Bytes, (long)number * ColdPage.Length);
        page.Bytes[read..].Clear();
    }

    private void Write(ColdPage page, int number)
    {
        ScratchFile.Write(_file, page.Bytes, (long)number * ColdPage.Length);
        LargestLength = Math.Max(LargestLength, (long)(number + 1) * ColdPage.Length);
    }
}
