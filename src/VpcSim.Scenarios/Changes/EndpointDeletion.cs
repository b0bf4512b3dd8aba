using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.RouteTables;

namespace VpcSim.Scenarios.Changes;

/// <summary>Deletes a VPC endpoint: a gateway endpoint's routes go, an interface endpoint's interfaces. (EC2 API, DeleteVpcEndpoints)</summary>
/// <param name="Endpoint">The endpoint's name.</param>
public sealed record EndpointDeletion(string Endpoint) : DesignChange
{
    public override string Action => "delete-vpc-endpoints";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Endpoint(design, Endpoint);
        VpcEndpoint endpoint = design.VpcEndpoints[place];
        if (endpoint.Type == EndpointType.GatewayLoadBalancer) RequireNoRoute(design, endpoint);
        design = design with
        {
            VpcEndpoints = design.VpcEndpoints.SetItem(place, endpoint with { IsDeleted = true, RouteTableIds = [], SubnetIds = [], PrivateDnsEnabled = false }),
        };
        foreach (string networkInterface in endpoint.NetworkInterfaceIds) design = InterfaceDeletion.From(design, networkInterface);
        return design;
    }

    // EC2 API, DeleteVpcEndpoints: only when the routes that are associated with the endpoint are deleted
    private static void RequireNoRoute(Design design, VpcEndpoint endpoint)
    {
        foreach (RouteTable table in design.RouteTables)
        {
            foreach (Route route in table.Routes)
            {
                if (route.TargetId == endpoint.Id)
                    throw new ChangeRefusedException("InvalidParameter", $"The endpoint {endpoint.Name} is the target of the route {route} of {table.Name}; delete the route first.");
            }
        }
    }
}
