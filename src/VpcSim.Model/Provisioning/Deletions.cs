using System.Collections.Immutable;
using VpcSim.Model.Designs;

namespace VpcSim.Model.Provisioning;

/// <summary>What has been deleted under way stays in its list, so that all else keeps its place, and is left out where AWS would not see it.</summary>
internal static class Deletions
{
    /// <summary>The design without it; the same one where nothing has been deleted.</summary>
    public static Design LeaveOut(Design design)
    {
        Design living = design;
        if (Has(design.Instances, static instance => instance.IsTerminated))
            living = living with { Instances = design.Instances.RemoveAll(static instance => instance.IsTerminated) };
        if (Has(design.NetworkInterfaces, static networkInterface => networkInterface.IsDeleted))
            living = living with { NetworkInterfaces = design.NetworkInterfaces.RemoveAll(static networkInterface => networkInterface.IsDeleted) };
        if (Has(design.NatGateways, static gateway => gateway.IsDeleted))
            living = living with { NatGateways = design.NatGateways.RemoveAll(static gateway => gateway.IsDeleted) };
        if (Has(design.VpcEndpoints, static endpoint => endpoint.IsDeleted))
            living = living with { VpcEndpoints = design.VpcEndpoints.RemoveAll(static endpoint => endpoint.IsDeleted) };
        if (Has(design.PeeringConnections, static connection => connection.IsDeleted))
            living = living with { PeeringConnections = design.PeeringConnections.RemoveAll(static connection => connection.IsDeleted) };
        return living;
    }

    private static bool Has<T>(ImmutableArray<T> nouns, Predicate<T> isDeleted)
    {
        foreach (T noun in nouns)
            if (isDeleted(noun)) return true;
        return false;
    }
}
