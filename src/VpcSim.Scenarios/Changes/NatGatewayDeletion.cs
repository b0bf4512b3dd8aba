using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;

namespace VpcSim.Scenarios.Changes;

/// <summary>Deletes a NAT gateway: its Elastic IPs are disassociated and stay allocated, routes to it become blackholes, and the route table of a regional one goes with it. (EC2 API, DeleteNatGateway)</summary>
/// <param name="Gateway">The gateway's name.</param>
public sealed record NatGatewayDeletion(string Gateway) : DesignChange
{
    public override string Action => "delete-nat-gateway";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.NatGateway(design, Gateway);
        NatGateway gateway = design.NatGateways[place];
        design = design with
        {
            NatGateways = design.NatGateways.SetItem(place, gateway with { IsDeleted = true, AllocationIds = [], Zones = [] }),
        };
        design = FlowLogDeletion.From(design, log => log.ResourceId == gateway.Id);
        for (int i = 0; i < design.RouteTables.Length; i++)
            if (design.RouteTables[i].GatewayIds.Contains(gateway.Id)) design = design with { RouteTables = design.RouteTables.SetItem(i, design.RouteTables[i] with { GatewayIds = [], Routes = [] }) };
        foreach (NetworkInterface eni in design.NetworkInterfaces)
            if (eni.Id == gateway.NetworkInterfaceId || eni.OfRegionalNat?.GatewayId == gateway.Id) design = InterfaceDeletion.From(design, eni.Id);
        return design;
    }
}
