using System.Runtime.InteropServices;
using VpcSim.DataPath.Flows.Cold;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>Bindings on disk.</summary>
internal sealed class ColdBindings : IDisposable
{
    private readonly NatDestinations _destinations;
    private readonly string _folder;
    private readonly ColdFile<NatKey, ColdBinding>.IsNeeded _isNeeded;
    private ColdFile<NatKey, ColdBinding>? _file;
    private long _nowNs;

    public ColdBindings(NatDestinations destinations, string folder)
    {
        (_destinations, _folder) = (destinations, folder);
        _isNeeded = entry => IsNeeded(in MemoryMarshal.AsRef<ColdBinding>(entry));
    }

    public long PutAside { get; private set; }

    public long LargestLength => _file?.LargestLength ?? 0;

    /// <summary>Adds a binding. It is found once <see cref="Settle"/> was called.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Add(in NatKey inside, in NatKey outside, long expiresNs, long nowNs)
    {
        _nowNs = nowNs;
        _file ??= new ColdFile<NatKey, ColdBinding>(_folder);
        Add(new ColdBinding(in inside, in outside, expiresNs, standsOutside: false));
        Add(new ColdBinding(in inside, in outside, expiresNs, standsOutside: true));
        _destinations.PutAside(outside.AnyLocalPort(), expiresNs);
        PutAside++;
    }

    /// <summary>Writes what was added.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Settle() => _file?.Settle(_isNeeded);

    /// <summary>Whether a binding that is not over is there.</summary>
    public bool Has(in NatKey key, long nowNs)
    {
        if (_file is null || !_file.TryGet(in key, key.Hash(), out ReadOnlySpan<byte> entry)) return false;
        if (nowNs <= MemoryMarshal.AsRef<ColdBinding>(entry).ExpiresNs) return true;
        TryTake(in key, nowNs, out _);
        return false;
    }

    /// <summary>Takes a binding out, by either of its keys. One that is over is forgotten.</summary>
    /// <returns>False where none is there that is not over.</returns>
    public bool TryTake(in NatKey key, long nowNs, out ColdBinding binding)
    {
        binding = default;
        if (_file is null || !_file.TryTake(in key, key.Hash(), out ReadOnlySpan<byte> entry)) return false;
        binding = MemoryMarshal.AsRef<ColdBinding>(entry);
        NatKey other = binding.StandsOutside ? binding.Inside : binding.Outside;
        bool wasWhole = _file.TryTake(in other, other.Hash(), out _);
        bool isLive = nowNs <= binding.ExpiresNs;
        NatKey destination = binding.Outside.AnyLocalPort();
        if (isLive) _destinations.BringBack(in destination, binding.ExpiresNs);
        else if (wasWhole || !binding.StandsOutside) _destinations.RemoveAside(in destination);
        return isLive;
    }

    /// <summary>Shows the destination of each binding that is not over.</summary>
    public void ShowDestinations(long nowNs) => _file?.ForEach(entry =>
    {
        ref readonly ColdBinding binding = ref MemoryMarshal.AsRef<ColdBinding>(entry);
        if (!binding.StandsOutside && nowNs <= binding.ExpiresNs) _destinations.ShowAside(binding.Outside.AnyLocalPort(), binding.ExpiresNs);
    });

    public void Dispose() => _file?.Dispose();

    private void Add(in ColdBinding entry) => _file!.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<ColdBinding>(in entry)), _isNeeded);

    // Of one that is over the entry inside goes with its count; the one outside may go before it or after it.
    private bool IsNeeded(in ColdBinding binding)
    {
        if (_nowNs <= binding.ExpiresNs) return true;
        if (!binding.StandsOutside) _destinations.RemoveAside(binding.Outside.AnyLocalPort());
        return false;
    }
}
