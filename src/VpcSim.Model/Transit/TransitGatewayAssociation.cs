namespace VpcSim.Model.Transit;

/// <summary>Which route table an attachment asks: one for each gateway that it belongs to. (EC2 API, AssociateTransitGatewayRouteTable)</summary>
/// <param name="RouteTableId">A <c>tgw-rtb-</c> id.</param>
/// <param name="AttachmentId">A <c>tgw-attach-</c> id.</param>
/// <param name="Name">The resource that wrote it; for the default association the attachment's name.</param>
public sealed record TransitGatewayAssociation(string RouteTableId, string AttachmentId, string Name);
