namespace VpcSim.Model.Gateways;

/// <summary>A VPC peering connection. (VPC peering guide)</summary>
public sealed record PeeringConnection
{
    public required string Name { get; init; }

    /// <summary><c>pcx-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string RequesterVpcId { get; init; }

    /// <summary>May be a VPC that the design does not hold.</summary>
    public required string AccepterVpcId { get; init; }

    public string? AccepterRegion { get; init; }

    public string? AccepterAccountId { get; init; }

    /// <summary>Only an active connection carries packets; routes to any other are blackholes.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether it has been deleted under way: it keeps its place in the list, and nothing leads to it.</summary>
    public bool IsDeleted { get; init; }
}
