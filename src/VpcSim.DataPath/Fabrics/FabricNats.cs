using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.Subnets;

namespace VpcSim.DataPath.Fabrics;

/// <summary>The interfaces of NAT gateways: one of a zonal gateway, one in each zone of a regional one.</summary>
/// <remarks>
/// A regional gateway lies in no subnet. Each of its parts has a place of its own, which is to the walk a subnet without blocks, neighbours and network ACL,
/// with the gateway's route table: whatever reaches the part crosses a border, and whatever leaves it takes that table.
/// (VPC guide, "Regional NAT gateways for automatic multi-AZ expansion")
/// </remarks>
internal sealed class FabricNats
{
    // Above all places that gateways have.
    private const int FirstRegional = 1 << 28;

    private readonly int[] _zonal;
    private readonly int[]?[] _byZone;

    public FabricNats(Design design, Func<string?, int> place, FabricSubnet[] subnets, FabricInterface[] interfaces, int zones)
    {
        _zonal = [.. design.NatGateways.Select(gateway => place(gateway.NetworkInterfaceId))];
        _byZone = new int[]?[_zonal.Length];
        for (int i = 0; i < _zonal.Length; i++)
            if (_zonal[i] >= 0) (interfaces[_zonal[i]].NatGateway, interfaces[_zonal[i]].NatBindings) = (i, i);
        ILookup<int, FabricInterface> parts = interfaces.Where(static eni => eni.Noun.OfRegionalNat is not null).ToLookup(eni => place(eni.Noun.OfRegionalNat!.GatewayId));
        foreach (IGrouping<int, FabricInterface> of in parts)
        {
            if (of.Key < 0) continue;
            foreach (FabricInterface part in of) (part.NatGateway, part.NatBindings) = (of.Key, FirstRegional + part.Index);
            _byZone[of.Key] = ByZone([.. of.OrderBy(part => subnets[part.Subnet].Zone)], subnets, zones);
        }
        HasRegional = parts.Count > 0;
        All = [.. _zonal.Where(static eni => eni >= 0), .. parts.SelectMany(static of => of).Select(static part => part.Index)];
    }

    public bool HasRegional { get; }

    /// <summary>All of them, of zonal gateways first.</summary>
    public int[] All { get; }

    /// <summary>By gateway: its interface, of a regional one that which serves a zone; −1 for a gateway without any.</summary>
    /// <param name="gateway">The gateway's place in the design.</param>
    /// <param name="zone">The sender's; −1 for any.</param>
    public int InterfaceOf(int gateway, int zone) => _byZone[gateway] is { } parts ? parts[Math.Max(zone, 0)] : _zonal[gateway];

    /// <summary>The places of regional NAT gateways, which stand behind the design's subnets.</summary>
    public static IEnumerable<Subnet> Places(Design design)
    {
        if (!design.NatGateways.Any(static gateway => gateway.IsRegional)) return [];
        Dictionary<string, NatGateway> gateways = design.NatGateways.ToDictionary(static gateway => gateway.Id);
        return design.NetworkInterfaces.Where(static eni => eni.OfRegionalNat is not null).Select(eni => new Subnet
        {
            Name = eni.Name,
            Id = PlaceIdOf(eni),
            VpcId = eni.OfRegionalNat!.VpcId,
            AvailabilityZone = eni.OfRegionalNat.AvailabilityZone,
            RouteTableId = gateways.GetValueOrDefault(eni.OfRegionalNat.GatewayId)?.RouteTableId,
        });
    }

    public static string PlaceIdOf(NetworkInterface eni) => $"{eni.Id}/place";

    // VPC guide: a zone that the gateway is not in is served across zones. AWS says not from which; here from the first by name.
    private static int[] ByZone(FabricInterface[] parts, FabricSubnet[] subnets, int zones)
    {
        int others = (Array.Find(parts, static part => part.Addresses.Length > 0) ?? parts[0]).Index;
        int[] byZone = [.. Enumerable.Repeat(others, zones)];
        foreach (FabricInterface part in parts)
            if (part.Addresses.Length > 0) byZone[subnets[part.Subnet].Zone] = part.Index;
        return byZone;
    }
}
