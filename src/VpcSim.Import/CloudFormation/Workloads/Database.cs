using System.Collections.Immutable;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>What the instances of a cluster, and the replicas of an instance, take over from it.</summary>
internal sealed record Database(ImmutableArray<string> Subnets, ImmutableArray<string> Groups, ListeningPort? Port, bool HasIpv6)
{
    private readonly List<string> _zonesTaken = [];

    /// <summary>The zone of the subnets that has the fewest of the cluster's instances, of equal ones the first.</summary>
    public string NextZone(DesignDraft draft) =>
        Subnets.Select(id => draft.Subnets[id].AvailabilityZone).Distinct(StringComparer.Ordinal).MinBy(zone => _zonesTaken.Count(taken => taken == zone))!;

    public void Take(string zone) => _zonesTaken.Add(zone);
}
