namespace VpcSim.Model.Designs;

/// <summary>One attachment of an internet or virtual private gateway to a VPC, as a design wrote it; AWS may refuse it.</summary>
/// <param name="GatewayId">An <c>igw-</c> or <c>vgw-</c> id.</param>
/// <param name="VpcId">The VPC.</param>
/// <param name="Name">The resource that wrote the attachment, or the gateway's own name.</param>
public sealed record GatewayAttachment(string GatewayId, string VpcId, string Name);
