namespace VpcSim.DataPath.Fabrics;

/// <summary>A peering connection with its VPCs resolved.</summary>
/// <param name="Requester">The requester VPC's place in the design; −1 where the design does not hold it.</param>
/// <param name="Accepter">The accepter VPC's place.</param>
/// <param name="IsInterRegion">Whether the two lie in different regions.</param>
internal readonly record struct FabricPeering(int Requester, int Accepter, bool IsInterRegion);
