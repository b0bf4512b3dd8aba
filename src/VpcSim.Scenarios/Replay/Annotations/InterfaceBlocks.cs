using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;
using VpcSim.Wire;
using VpcSim.Wire.Captures.Writing;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>Describes the design's interfaces as captures do: name, and in the description id, subnet and security groups.</summary>
internal sealed class InterfaceBlocks(Design design)
{
    private readonly VerdictText _text = new(design);
    private readonly Dictionary<string, Subnet> _subnets = design.Subnets.ToDictionary(subnet => subnet.Id);

    /// <param name="networkInterface">The interface's place in the design.</param>
    /// <param name="link">What its frames begin with.</param>
    public WrittenInterface Of(int networkInterface, LinkType link)
    {
        NetworkInterface eni = design.NetworkInterfaces[networkInterface];
        string subnet = eni.OfRegionalNat is { } place ? $"none, in {place.AvailabilityZone}" : _subnets.TryGetValue(eni.SubnetId, out Subnet? found) ? $"{found.Name} ({found.Id})" : eni.SubnetId;
        string groups = eni.SecurityGroupIds.IsEmpty ? "no security groups" : $"security groups {_text.Groups(eni)}";
        return new WrittenInterface(link, eni.Name, $"{eni.Id}, subnet {subnet}, {groups}");
    }
}
