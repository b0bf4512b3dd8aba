using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;

namespace VpcSim.Scenarios.Changes;

/// <summary>What goes with an interface: its addresses are free, Elastic IPs are disassociated, and its own flow logs end. It keeps its place in the design's list.</summary>
internal static class InterfaceDeletion
{
    public static Design From(Design design, string interfaceId)
    {
        for (int i = 0; i < design.ElasticIps.Length; i++)
        {
            ElasticIp held = design.ElasticIps[i];
            if (held.NetworkInterfaceId == interfaceId)
                design = design with { ElasticIps = design.ElasticIps.SetItem(i, held with { NetworkInterfaceId = null, PrivateAddress = null }) };
        }
        design = FlowLogDeletion.From(design, log => log.ResourceId == interfaceId);
        for (int i = 0; i < design.NetworkInterfaces.Length; i++)
        {
            if (design.NetworkInterfaces[i].Id != interfaceId) continue;
            return design with
            {
                NetworkInterfaces = design.NetworkInterfaces.SetItem(i, design.NetworkInterfaces[i] with
                {
                    IsDeleted = true,
                    PrivateAddresses = [],
                    SecondaryPrivateAddressCount = 0,
                    Ipv6Addresses = [],
                    Ipv6AddressCount = 0,
                    Ipv4Prefixes = [],
                    Ipv4PrefixCount = 0,
                    Ipv6Prefixes = [],
                    Ipv6PrefixCount = 0,
                    SecurityGroupIds = [],
                }),
            };
        }
        return design;
    }
}
