namespace VpcSim.Model.RouteTables;

/// <summary>How a route came to be. (EC2 API, Route.Origin; endpoint routes are CreateRoute there and set apart here)</summary>
public enum RouteOrigin
{
    /// <summary>The local routes that every table has.</summary>
    CreateRouteTable,

    /// <summary>A static route.</summary>
    CreateRoute,

    /// <summary>Propagated by a virtual private gateway.</summary>
    EnableVgwRoutePropagation,

    /// <summary>Added by a gateway endpoint.</summary>
    GatewayEndpoint,
}
