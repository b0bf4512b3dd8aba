using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;

namespace VpcSim.Scenarios.Changes;

/// <summary>Associates an Elastic IP with an interface, or takes it away. (EC2 API, AssociateAddress, DisassociateAddress)</summary>
/// <param name="ElasticIp">The Elastic IP's name.</param>
/// <param name="Interface">The name of an interface or instance; null to disassociate.</param>
public sealed record AddressChange(string ElasticIp, string? Interface) : DesignChange
{
    /// <summary>One of the interface's private addresses; null for its primary one.</summary>
    public IpAddress? PrivateAddress { get; init; }

    /// <summary>Whether an Elastic IP that is associated already moves; AWS does so unless it is told not to.</summary>
    public bool AllowReassociation { get; init; } = true;

    public override string Action => Interface is null ? "disassociate-address" : "associate-address";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.ElasticIp(design, ElasticIp);
        ElasticIp elasticIp = design.ElasticIps[place];
        if (OwnerOf(design, elasticIp) is { } nat)
            throw new ChangeRefusedException("OperationNotPermitted", $"The Elastic IP {elasticIp.Name} belongs to the NAT gateway {nat.Name}, which keeps it until it is deleted.");
        if (Interface is null)
        {
            return elasticIp.NetworkInterfaceId is not null
                ? design with { ElasticIps = design.ElasticIps.SetItem(place, elasticIp with { NetworkInterfaceId = null, PrivateAddress = null }) }
                : throw new ChangeRefusedException("InvalidAssociationID.NotFound", $"The Elastic IP {elasticIp.Name} is associated with nothing.");
        }
        NetworkInterface target = design.NetworkInterfaces[DesignNames.Interface(design, Interface)];
        if (!AllowReassociation && elasticIp.NetworkInterfaceId is { } other && other != target.Id)
            throw new ChangeRefusedException("Resource.AlreadyAssociated", $"The Elastic IP {elasticIp.Name} is associated with another resource already; allow-reassociation moves it.");
        IpAddress? wanted = PrivateAddress ?? (target.PrivateAddresses is [var primary, ..] ? primary.Address : null);
        Design freed = Free(design, target, wanted, except: place);
        return freed with { ElasticIps = freed.ElasticIps.SetItem(place, elasticIp with { NetworkInterfaceId = target.Id, PrivateAddress = PrivateAddress }) };
    }

    // EC2 API, AssociateAddress: the Elastic IP that the address had is disassociated and remains allocated.
    private static Design Free(Design design, NetworkInterface target, IpAddress? address, int except)
    {
        for (int i = 0; i < design.ElasticIps.Length; i++)
        {
            ElasticIp held = design.ElasticIps[i];
            bool isThere = i != except && held.NetworkInterfaceId == target.Id && (held.PrivateAddress ?? target.PrivateAddresses[0].Address) == address;
            if (isThere) design = design with { ElasticIps = design.ElasticIps.SetItem(i, held with { NetworkInterfaceId = null, PrivateAddress = null }) };
        }
        return design;
    }

    private static NatGateway? OwnerOf(Design design, ElasticIp elasticIp) =>
        design.NatGateways.FirstOrDefault(gateway => gateway.ElasticIps.Contains(elasticIp.AllocationId));
}
