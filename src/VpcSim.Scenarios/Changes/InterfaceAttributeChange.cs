using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Scenarios.Changes;

/// <summary>Puts an interface into other security groups, or switches its source/destination check. (EC2 API, ModifyNetworkInterfaceAttribute)</summary>
/// <param name="Interface">The name of an interface or instance.</param>
/// <param name="Groups">Its security groups from now on; empty to leave them.</param>
/// <param name="SourceDestCheck">The check from now on; null to leave it.</param>
public sealed record InterfaceAttributeChange(string Interface, ImmutableArray<string> Groups, bool? SourceDestCheck) : DesignChange
{
    public override string Action => "modify-network-interface-attribute";

    internal override Design Change(Design design, long timeNs)
    {
        int place = DesignNames.Interface(design, Interface);
        NetworkInterface before = design.NetworkInterfaces[place];
        if (before.Kind is InterfaceKind.NatGateway or InterfaceKind.RegionalNatGateway && !Groups.IsEmpty)
            throw new ChangeRefusedException("InvalidParameterValue", $"The interface of the NAT gateway {before.Name} takes no security groups.");
        NetworkInterface after = before with
        {
            SecurityGroupIds = Groups.IsEmpty ? before.SecurityGroupIds : [.. Groups.Select(group => design.SecurityGroups[Nouns.Group(design, group)].Id).Distinct()],
            SourceDestCheck = SourceDestCheck ?? before.SourceDestCheck,
        };
        return design with { NetworkInterfaces = design.NetworkInterfaces.SetItem(place, after) };
    }

    public bool Equals(InterfaceAttributeChange? other) =>
        other is not null && Interface == other.Interface && SourceDestCheck == other.SourceDestCheck && Groups.SequenceEqual(other.Groups);

    public override int GetHashCode() => (Groups.Length * 2) + (SourceDestCheck is null ? 0 : 1);
}
