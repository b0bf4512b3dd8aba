using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>An interface as flow logs tell of it: its id, and the addresses that stand in its records.</summary>
public sealed class LoggedInterface(string id)
{
    private readonly Dictionary<IpAddress, long> _addresses = [];

    public string Id { get; } = id;

    /// <summary>Records about traffic.</summary>
    public long Records { get; private set; }

    /// <summary>In how many records each address may be the interface's own, in ascending order.</summary>
    public IEnumerable<KeyValuePair<IpAddress, long>> Addresses => _addresses.OrderBy(static pair => pair.Key);

    internal void Add(in LoggedFlow flow)
    {
        Records++;
        if (flow.Egress != false) Count(flow.ShownSource);
        if (flow.Egress != true && (flow.Egress is not null || flow.ShownDestination != flow.ShownSource)) Count(flow.ShownDestination);
    }

    private void Count(IpAddress address) => System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_addresses, address, out _)++;
}
