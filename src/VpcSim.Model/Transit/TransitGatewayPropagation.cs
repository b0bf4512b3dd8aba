namespace VpcSim.Model.Transit;

/// <summary>A route table that an attachment's routes enter. (EC2 API, EnableTransitGatewayRouteTablePropagation)</summary>
/// <param name="RouteTableId">A <c>tgw-rtb-</c> id.</param>
/// <param name="AttachmentId">A <c>tgw-attach-</c> id.</param>
/// <param name="Name">The resource that wrote it; for the default propagation the attachment's name.</param>
public sealed record TransitGatewayPropagation(string RouteTableId, string AttachmentId, string Name);
