namespace VpcSim.Model.Enis;

/// <summary>Where the part of a regional NAT gateway in one zone is, which lies in no subnet. (VPC guide, "Regional NAT gateways for automatic multi-AZ expansion")</summary>
/// <param name="GatewayId"><c>nat-</c> and 17 hex digits.</param>
/// <param name="VpcId">The VPC's id.</param>
/// <param name="AvailabilityZone">Such as <c>us-east-1a</c>.</param>
/// <param name="AvailabilityZoneId">Such as <c>use1-az1</c>; null where it is not known.</param>
public sealed record NatGatewayPlace(string GatewayId, string VpcId, string AvailabilityZone, string? AvailabilityZoneId);
