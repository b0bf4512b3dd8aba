using VpcSim.DataPath.Flows;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>How many bindings each address of a gateway has to each destination. Keys are those of <see cref="NatKey.AnyLocalPort"/>.</summary>
/// <remarks>
/// Destinations are counted together by their hashes, in 256 KiB however many they are. What that says is too much rather than too little. Only where it could be
/// too much for one, destinations of that hash are counted each by itself, from then on.
/// </remarks>
internal sealed class NatDestinations
{
    private const int Groups = 1 << 16;
    private const int Apart = -1, BeingTakenApart = -2; // instead of a group's count

    private readonly SlabTable<NatKey, int> _numbers = new();
    private readonly List<NatDestination> _apart = [];
    private int[] _together = [];

    /// <summary>No fewer than there are: those of other destinations, and those that are over, may be among them.</summary>
    public int MostTo(in NatKey destination, long nowNs)
    {
        if (_together.Length == 0) return 0;
        int count = GroupOf(in destination);
        return count < 0 ? Of(in destination).CountAt(nowNs) : count;
    }

    public bool IsApart(in NatKey destination) => GroupOf(in destination) < 0;

    /// <summary>Whether a destination that is counted by itself can have no binding in memory that is over.</summary>
    public bool IsSwept(in NatKey destination, long nowNs) => IsApart(in destination) && nowNs <= Of(in destination).NoneEndsUntilNs;

    /// <summary>Notes when the first binding in memory of a destination that is counted by itself may be over.</summary>
    public void NoteSwept(in NatKey destination, long noneEndsUntilNs) => Of(in destination).NoneEndsUntilNs = noneEndsUntilNs;

    /// <summary>A binding was made.</summary>
    public void Add(in NatKey destination, long expiresNs)
    {
        if (_together.Length == 0) _together = new int[Groups];
        ref int count = ref GroupOf(in destination);
        if (count < 0) Of(in destination).Add(expiresNs);
        else count++;
    }

    /// <summary>A binding in memory is over.</summary>
    public void Remove(in NatKey destination)
    {
        ref int count = ref GroupOf(in destination);
        if (count < 0) Of(in destination).InMemory--;
        else count--;
    }

    /// <summary>A binding on disk is over, and gone from there.</summary>
    public void RemoveAside(in NatKey destination)
    {
        ref int count = ref GroupOf(in destination);
        if (count >= 0) count--; // by itself, a destination knows when that was
    }

    public void PutAside(in NatKey destination, long expiresNs)
    {
        if (IsApart(in destination)) Of(in destination).PutAside(expiresNs);
    }

    public void BringBack(in NatKey destination, long expiresNs)
    {
        if (IsApart(in destination)) Of(in destination).BringBack(expiresNs);
    }

    /// <summary>Begins to count those destinations each by itself whose groups have so many bindings or more; every binding is to be shown once.</summary>
    public void BeginTakingApart(int least)
    {
        foreach (ref int count in _together.AsSpan())
            if (count >= least) count = BeingTakenApart;
    }

    public void Show(in NatKey destination)
    {
        if (GroupOf(in destination) == BeingTakenApart) Of(in destination).InMemory++;
    }

    public void ShowAside(in NatKey destination, long expiresNs)
    {
        if (GroupOf(in destination) == BeingTakenApart) Of(in destination).Found(expiresNs);
    }

    public void EndTakingApart() => _together.AsSpan().Replace(BeingTakenApart, Apart);

    private ref int GroupOf(in NatKey destination) => ref _together[destination.Hash() % Groups];

    private NatDestination Of(in NatKey destination)
    {
        ref int number = ref _numbers[_numbers.FindOrAdd(in destination, out bool added)];
        if (added)
        {
            number = _apart.Count;
            _apart.Add(new NatDestination());
        }
        return _apart[number];
    }
}
