using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Services;

/// <summary>The interface that asks a service of its VPC, with where it stands.</summary>
/// <param name="Interface">The interface.</param>
/// <param name="Subnet">Its subnet.</param>
/// <param name="Vpc">Its VPC.</param>
internal sealed record Asker(NetworkInterface Interface, Subnet Subnet, Vpc Vpc)
{
    /// <summary>Null for a place that is no interface's, or one of a subnet that the design does not hold.</summary>
    public static Asker? At(Design design, int place)
    {
        if (place < 0 || place >= design.NetworkInterfaces.Length) return null;
        NetworkInterface networkInterface = design.NetworkInterfaces[place];
        Subnet? subnet = design.Subnets.FirstOrDefault(known => known.Id == networkInterface.SubnetId);
        Vpc? vpc = design.Vpcs.FirstOrDefault(known => known.Id == subnet?.VpcId);
        return subnet is null || vpc is null ? null : new Asker(networkInterface, subnet, vpc);
    }
}
