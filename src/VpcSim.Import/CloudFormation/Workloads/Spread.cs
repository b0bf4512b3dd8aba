using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Subnets;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Which subnet each of a workload's parts is in: the zone that has the fewest, of equal ones the first named; within a zone its subnets in turn.</summary>
/// <remarks>Amazon EC2 Auto Scaling guide, "Auto Scaling group Availability Zone distribution": an equal number of instances across zones. Which zone is the first, AWS does not say.</remarks>
internal sealed class Spread
{
    /// <summary>More of one workload than any subnet could hold.</summary>
    public const int MostParts = 1 << 16;

    private readonly List<(string Name, List<string> Subnets, int Parts)> _zones = [];

    private Spread(DesignDraft draft, ImmutableArray<string> subnetIds)
    {
        foreach (string id in subnetIds)
        {
            string zone = draft.Subnets[id].AvailabilityZone;
            int known = _zones.FindIndex(other => other.Name == zone);
            if (known < 0) _zones.Add((zone, [id], 0));
            else _zones[known].Subnets.Add(id);
        }
    }

    /// <summary>The subnet of each part; null after an error, which is told: a zone without a subnet, or more parts than the subnets hold addresses.</summary>
    public static string[]? Of(ResourceReader r, DesignDraft draft, Placement placement)
    {
        if (placement.PartsHaveSubnets) return [.. placement.Subnets];
        Spread spread = new(draft, placement.Subnets);
        long room = placement.Subnets.Sum(id => Room(draft.Subnets[id]));
        if (placement.Parts.Length > room)
        {
            r.Error("InsufficientFreeAddressesInSubnet", $"{r.Name} wants {(placement.Parts.Length > MostParts ? $"more than {MostParts}" : placement.Parts.Length)} addresses, and its subnets have {room}: "
                + "use larger subnets, or fewer of it", r.Place);
            return null;
        }
        string[] subnets = new string[placement.Parts.Length];
        for (int i = 0; i < subnets.Length; i++)
        {
            int zone = i < placement.Zones.Length ? spread.Find(placement.Zones[i]) : placement.InOneZone && i > 0 ? spread.Find(draft.Subnets[subnets[0]].AvailabilityZone) : spread.Emptiest();
            if (zone < 0)
            {
                r.Error("InvalidParameterValue", $"{r.Name} is to be in {placement.Zones[i]}, and none of its subnets is: name one in that zone, or another zone", r.Place);
                return null;
            }
            subnets[i] = spread.Take(zone);
        }
        return subnets;
    }

    private static long Room(Subnet subnet) => subnet.CidrBlock is { } block ? (1L << (32 - block.PrefixLength)) - 5 : MostParts;

    private int Find(string zone) => _zones.FindIndex(other => other.Name == zone);

    private int Emptiest()
    {
        int emptiest = 0;
        for (int i = 1; i < _zones.Count; i++)
            if (_zones[i].Parts < _zones[emptiest].Parts) emptiest = i;
        return emptiest;
    }

    private string Take(int zone)
    {
        (string name, List<string> subnets, int parts) = _zones[zone];
        _zones[zone] = (name, subnets, parts + 1);
        return subnets[parts % subnets.Count];
    }
}
