using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;

namespace VpcSim.Scenarios.Changes;

/// <summary>Deletes a NAT gateway: its Elastic IPs are disassociated and stay allocated, routes to it become blackholes. (EC2 API, DeleteNatGateway)</summary>
/// <param name="Gateway">The gateway's name.</param>
public sealed record NatGatewayDeletion(string Gateway) : DesignChange
{
    public override string Action => "delete-nat-gateway";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.NatGateway(design, Gateway);
        NatGateway gateway = design.NatGateways[place];
        design = design with { NatGateways = design.NatGateways.SetItem(place, gateway with { IsDeleted = true, AllocationIds = [] }) };
        return gateway.NetworkInterfaceId is { } id ? InterfaceDeletion.From(design, id) : design;
    }
}
