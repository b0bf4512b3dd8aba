using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;

namespace VpcSim.Scenarios.Changes;

/// <summary>Accepts or deletes a VPC peering connection. (EC2 API, AcceptVpcPeeringConnection, DeleteVpcPeeringConnection)</summary>
/// <param name="Connection">The connection's name.</param>
/// <param name="Accepts">Whether it is accepted.</param>
public sealed record PeeringChange(string Connection, bool Accepts) : DesignChange
{
    public override string Action => $"{(Accepts ? "accept" : "delete")}-vpc-peering-connection";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Peering(design, Connection);
        PeeringConnection connection = design.PeeringConnections[place];
        if (Accepts && connection.IsActive)
            throw new ChangeRefusedException("InvalidStateTransition", $"The VPC peering connection {connection.Name} is active already; only one in the pending-acceptance state can be accepted.");
        return design with
        {
            PeeringConnections = design.PeeringConnections.SetItem(place, connection with { IsActive = Accepts, IsDeleted = !Accepts }),
        };
    }
}
