using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Changes;

/// <summary>Lets a virtual private gateway propagate routes into a table, or ends it. (EC2 API, EnableVgwRoutePropagation, DisableVgwRoutePropagation)</summary>
/// <param name="Table">The route table's name.</param>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="Enables">Whether routes are propagated from now on.</param>
public sealed record RoutePropagationChange(string Table, string Gateway, bool Enables) : DesignChange
{
    public override string Action => $"{(Enables ? "enable" : "disable")}-vgw-route-propagation";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Table(design, Table);
        RouteTable table = design.RouteTables[place];
        VpnGateway gateway = design.VpnGateways[Nouns.VpnGateway(design, Gateway)];
        ImmutableArray<string> propagating = table.PropagatingGatewayIds.Remove(gateway.Id);
        if (Enables) propagating = propagating.Add(gateway.Id);
        return design with { RouteTables = design.RouteTables.SetItem(place, table with { PropagatingGatewayIds = propagating }) };
    }
}
