using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;

namespace VpcSim.TestSupport.Designs;

// Regional NAT gateways.
public sealed partial class DesignBuilder
{
    /// <summary>A regional NAT gateway of the VPC: in manual mode in the given zones, without any in automatic mode.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="zones">Each the letter of a zone and the Elastic IPs there, such as <c>a 198.51.100.20</c>.</param>
    public DesignBuilder RegionalNat(string name, params string[] zones)
    {
        _targets[name] = (RouteTargetKind.NatGateway, $"nat-{name}");
        string region = _design.Vpcs.Single(vpc => vpc.Id == _vpc).Region;
        var made = new List<NatGatewayZone>();
        foreach (string[] words in zones.Select(static zone => zone.Split(' ')))
        {
            made.Add(new NatGatewayZone(region + words[0]) { AllocationIds = [.. words.Skip(1).Select((_, i) => $"eipalloc-{name}-{words[0]}{i}")] });
            for (int i = 1; i < words.Length; i++) Eip($"{name}-{words[0]}{i - 1}", words[i]);
        }
        return Add(_design with
        {
            NatGateways = _design.NatGateways.Add(new NatGateway
            {
                Name = name,
                Id = $"nat-{name}",
                VpcId = _vpc,
                Zones = [.. made],
                ProvisionsZones = made.Count == 0,
                RouteTableId = $"rtb-{name}",
            }),
        });
    }
}
