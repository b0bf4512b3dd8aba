using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Provisioning;

/// <summary>The interfaces that AWS services make: one for a NAT gateway, or for each zone of a regional one, one in each subnet of an interface endpoint or of a VPC's transit gateway attachment.</summary>
internal static class RequesterInterfaces
{
    public static void Apply(Draft draft)
    {
        for (int i = 0; i < draft.NatGateways.Count; i++) AddOfNatGateway(draft, i);
        RegionalNatGateways.Apply(draft);
        for (int i = 0; i < draft.Endpoints.Count; i++) AddOfEndpoint(draft, i);
        for (int i = 0; i < draft.TransitAttachments.Count; i++) AddOfTransitAttachment(draft, i);
    }

    private static void AddOfNatGateway(Draft draft, int position)
    {
        NatGateway gateway = draft.NatGateways[position];
        if (gateway.SubnetId is not { } subnetId || draft.VpcOf(subnetId) is not { } vpc) return;
        draft.NatGateways[position] = gateway = gateway with { VpcId = vpc.Id };
        if (draft.Interfaces.Find(gateway.NetworkInterfaceId) is not null) return;
        string id = gateway.NetworkInterfaceId ?? Draft.DeriveId("eni", vpc, gateway.Name);
        draft.Interfaces.Add(new NetworkInterface
        {
            Name = gateway.Name,
            Id = id,
            SubnetId = subnetId,
            Kind = InterfaceKind.NatGateway,
            SourceDestCheck = false,
            PrivateAddresses = AddressesOf(gateway),
            Ipv6AddressCount = 0,
            Description = $"Interface for NAT Gateway {gateway.Id}",
        });
        draft.NatGateways[position] = gateway with { NetworkInterfaceId = id };
    }

    // One private address for each Elastic IP; the default address stands for one to be drawn.
    private static ImmutableArray<PrivateAddress> AddressesOf(NatGateway gateway)
    {
        var addresses = ImmutableArray.CreateBuilder<PrivateAddress>();
        addresses.Add(new PrivateAddress(gateway.PrivateIpAddress ?? default));
        foreach (IpAddress secondary in gateway.SecondaryPrivateIpAddresses) addresses.Add(new PrivateAddress(secondary));
        int count = Math.Max(gateway.AllocationIds.Length, 1 + gateway.SecondaryPrivateAddressCount);
        while (addresses.Count < count) addresses.Add(new PrivateAddress(default(IpAddress)));
        return addresses.DrainToImmutable();
    }

    private static void AddOfEndpoint(Draft draft, int position)
    {
        VpcEndpoint endpoint = draft.Endpoints[position];
        if (endpoint.Type is not (EndpointType.Interface or EndpointType.GatewayLoadBalancer)) return;
        if (draft.Vpcs.Find(endpoint.VpcId) is not { } vpc) return;
        ImmutableArray<string> ids = endpoint.NetworkInterfaceIds;
        foreach (string subnetId in endpoint.SubnetIds)
        {
            if (draft.Subnets.Find(subnetId) is not { } subnet || HasInterfaceIn(draft, ids, subnetId)) continue;
            NetworkInterface added = InterfaceOf(endpoint, vpc, subnet);
            if (draft.Interfaces.Find(added.Id) is null) draft.Interfaces.Add(added);
            ids = ids.Add(added.Id);
        }
        if (ids.Length != endpoint.NetworkInterfaceIds.Length) draft.Endpoints[position] = endpoint with { NetworkInterfaceIds = ids };
    }

    private static NetworkInterface InterfaceOf(VpcEndpoint endpoint, Vpc vpc, Subnet subnet)
    {
        string name = $"{endpoint.Name}/{subnet.Name}";
        bool isInterface = endpoint.Type == EndpointType.Interface;
        return new NetworkInterface
        {
            Name = name,
            Id = Draft.DeriveId("eni", vpc, name),
            SubnetId = subnet.Id,
            Kind = isInterface ? InterfaceKind.VpcEndpoint : InterfaceKind.GatewayLoadBalancerEndpoint,
            SecurityGroupIds = isInterface ? endpoint.SecurityGroupIds : [],
            SourceDestCheck = isInterface,
            Ipv6AddressCount = endpoint.AddressType == EndpointAddressType.Ipv4 ? 0 : 1,
            Description = $"VPC Endpoint Interface {endpoint.Id}",
        };
    }

    // Transit Gateway guide, "Availability Zones": one interface in each subnet, with one address of it
    private static void AddOfTransitAttachment(Draft draft, int position)
    {
        TransitGatewayAttachment attachment = draft.TransitAttachments[position];
        if (attachment.Kind != TransitAttachmentKind.Vpc || draft.Vpcs.Find(attachment.ResourceId) is not { } vpc) return;
        ImmutableArray<string> ids = attachment.NetworkInterfaceIds;
        foreach (string subnetId in attachment.SubnetIds)
        {
            if (draft.Subnets.Find(subnetId) is not { } subnet || HasInterfaceIn(draft, ids, subnetId)) continue;
            string name = $"{attachment.Name}/{subnet.Name}";
            var added = new NetworkInterface
            {
                Name = name,
                Id = Draft.DeriveId("eni", vpc, name),
                SubnetId = subnet.Id,
                Kind = InterfaceKind.TransitGateway,
                SourceDestCheck = false,
                Ipv6AddressCount = attachment.Ipv6Support ? 1 : 0,
                Description = $"Network Interface for Transit Gateway Attachment {attachment.Id}",
            };
            if (draft.Interfaces.Find(added.Id) is null) draft.Interfaces.Add(added);
            ids = ids.Add(added.Id);
        }
        if (ids.Length != attachment.NetworkInterfaceIds.Length) draft.TransitAttachments[position] = attachment with { NetworkInterfaceIds = ids };
    }

    private static bool HasInterfaceIn(Draft draft, ImmutableArray<string> ids, string subnetId)
    {
        foreach (string id in ids)
            if (draft.Interfaces.Find(id)?.SubnetId == subnetId) return true;
        return false;
    }
}
