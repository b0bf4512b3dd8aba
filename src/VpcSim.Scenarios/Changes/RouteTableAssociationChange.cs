using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;

namespace VpcSim.Scenarios.Changes;

/// <summary>Associates a subnet with a route table, or leaves it to the VPC's main one. (EC2 API, AssociateRouteTable, ReplaceRouteTableAssociation, DisassociateRouteTable)</summary>
/// <param name="Subnet">The subnet's name.</param>
/// <param name="Table">The route table's name; empty to disassociate.</param>
/// <param name="Edit">What is done.</param>
public sealed record RouteTableAssociationChange(string Subnet, string Table, EntryEdit Edit) : DesignChange
{
    public override string Action => Edit switch
    {
        EntryEdit.Create => "associate-route-table",
        EntryEdit.Replace => "replace-route-table-association",
        _ => "disassociate-route-table",
    };

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Subnet(design, Subnet);
        Subnet subnet = design.Subnets[place];
        string? main = design.Vpcs.FirstOrDefault(vpc => vpc.Id == subnet.VpcId)?.MainRouteTableId;
        bool hasOwn = subnet.RouteTableId is { } own && own != main;
        if (Edit == EntryEdit.Delete)
        {
            return hasOwn
                ? design with { Subnets = design.Subnets.SetItem(place, subnet with { RouteTableId = null }) }
                : throw new ChangeRefusedException("InvalidAssociationID.NotFound", $"The subnet {subnet.Name} is associated with no route table but the main one, which it keeps.");
        }
        RouteTable table = design.RouteTables[Nouns.Table(design, Table)];
        if (table.VpcId != subnet.VpcId)
            throw new ChangeRefusedException("InvalidParameterValue", $"The route table {table.Name} and the subnet {subnet.Name} belong to different networks.");
        if (Edit == EntryEdit.Create && hasOwn && table.Id != subnet.RouteTableId)
            throw new ChangeRefusedException("Resource.AlreadyAssociated", $"The subnet {subnet.Name} is associated with another route table already; use replace-route-table-association.");
        if (Edit == EntryEdit.Replace && subnet.RouteTableId is null)
            throw new ChangeRefusedException("InvalidAssociationID.NotFound", $"The subnet {subnet.Name} has no association to replace.");
        return design with { Subnets = design.Subnets.SetItem(place, subnet with { RouteTableId = table.Id }) };
    }
}
