using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Finds the interfaces of flow logs in a design: by their ids, else by the address that stands in each of their records.</summary>
/// <remarks>An interface's records always show its primary private address, or of IPv6 one of its own. (VPC guide, "Flow log records", srcaddr and dstaddr)</remarks>
internal sealed class InterfacePlaces
{
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<IpAddress, List<int>> _byAddress = [];
    private readonly Dictionary<LoggedInterface, ImmutableArray<int>> _found = [];

    public InterfacePlaces(Design design)
    {
        for (int i = 0; i < design.NetworkInterfaces.Length; i++)
        {
            NetworkInterface eni = design.NetworkInterfaces[i];
            if (eni.IsDeleted) continue;
            _byId.TryAdd(eni.Id, i);
            foreach (IpAddress own in eni.PrivateAddresses.Select(static own => own.Address).Concat(eni.Ipv6Addresses))
            {
                if (!_byAddress.TryGetValue(own, out List<int>? owners)) _byAddress.Add(own, owners = []);
                owners.Add(i);
            }
        }
    }

    /// <summary>Whether the design has an interface of that id.</summary>
    public bool IsKnown(LoggedInterface logged) => _byId.ContainsKey(logged.Id);

    /// <summary>The places in the design that it may have: one where that is plain, several where addresses of two stand in all its records, none where the design does not hold it.</summary>
    public ImmutableArray<int> Of(LoggedInterface logged)
    {
        if (!_found.TryGetValue(logged, out ImmutableArray<int> places)) _found.Add(logged, places = Find(logged));
        return places;
    }

    /// <summary>Takes from those that may have several places the places of those that have one: two interfaces cannot both be the same.</summary>
    /// <param name="logged">All interfaces of the period.</param>
    public void Settle(IReadOnlyList<LoggedInterface> logged)
    {
        HashSet<int> sure = [];
        bool again = true;
        while (again)
        {
            again = false;
            foreach (LoggedInterface eni in logged)
                if (Of(eni) is [var place]) again |= sure.Add(place);
            if (!again) return;
            foreach (LoggedInterface eni in logged)
            {
                ImmutableArray<int> places = Of(eni);
                if (places.Length < 2) continue;
                ImmutableArray<int> left = places.RemoveAll(sure.Contains);
                if (!left.IsEmpty) _found[eni] = left;
            }
        }
    }

    /// <summary>Places an interface for which more speaks than its addresses.</summary>
    public void Settle(LoggedInterface logged, int place) => _found[logged] = [place];

    /// <summary>Whether an interface has an address.</summary>
    public bool Owns(int place, IpAddress address) => _byAddress.TryGetValue(address, out List<int>? owners) && owners.Contains(place);

    /// <summary>The interface that has an address, where it is one alone; else −1.</summary>
    public int OwnerOf(IpAddress address) => _byAddress.TryGetValue(address, out List<int>? owners) && owners.Count == 1 ? owners[0] : -1;

    private ImmutableArray<int> Find(LoggedInterface logged)
    {
        if (_byId.TryGetValue(logged.Id, out int known)) return [known];
        if (logged.Records == 0) return [];
        var seen = new SortedDictionary<int, long>();
        foreach ((IpAddress address, long records) in logged.Addresses)
            foreach (int owner in _byAddress.GetValueOrDefault(address, [])) seen[owner] = seen.GetValueOrDefault(owner) + records;
        return [.. seen.Where(pair => pair.Value >= logged.Records).Select(static pair => pair.Key)];
    }
}
