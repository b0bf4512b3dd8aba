using System.Collections.Immutable;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::ElasticLoadBalancingV2::LoadBalancer</c> of type network: an interface in each of its subnets. Listeners and targets are not modelled.</summary>
internal static class NetworkLoadBalancerResource
{
    public static readonly ResourceKind Kind = new("AWS::ElasticLoadBalancingV2::LoadBalancer", "loadbalancer", Read,
        "Type Subnets SubnetMappings SecurityGroups Scheme Name Tags LoadBalancerAttributes EnableCapacityReservationProvisionStabilize MinimumLoadBalancerCapacity",
        "IpAddressType EnablePrefixForIpv6SourceNat EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic Ipv4IpamPoolId");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        string type = r.TextIfKnown("Type") ?? "application";
        if (type != "network")
        {
            r.LeaveOut($"a load balancer of type {type}", r.Place, "not-modelled");
            return;
        }
        r.Finding("not-modelled", $"the listeners and targets of {r.Name}; packets reach its interfaces, and what it sends on must come from their addresses", r.Place);
        ImmutableArray<string> groups = r.Ids("SecurityGroups", "sg");
        bool isPublic = r.TextIfKnown("Scheme") != "internal";
        foreach (string subnetId in r.Ids("Subnets", "subnet")) Add(r, draft, InterfaceIn(r, draft, subnetId, groups, isPublic));
        foreach (PropertyReader mapping in r.Mappings("SubnetMappings"))
        {
            if (!mapping.TryId("SubnetId", "subnet", out string? subnetId)) return;
            string? allocationId = mapping.OptionalId("AllocationId", "eipalloc");
            NetworkInterface eni = InterfaceIn(r, draft, subnetId, groups, isPublic && allocationId is null);
            if (mapping.Address("PrivateIPv4Address") is { } pinned) eni = eni with { PrivateAddresses = [new PrivateAddress(pinned)] };
            Add(r, draft, eni);
            if (allocationId is not null) Associate(r, draft, allocationId, eni.Id);
        }
    }

    private static NetworkInterface InterfaceIn(ResourceReader r, DesignDraft draft, string subnetId, ImmutableArray<string> groups, bool drawsPublic)
    {
        string name = $"{r.Name}/{draft.Subnets[subnetId].Name}";
        return new NetworkInterface
        {
            Name = name,
            Id = r.IdFor("eni", name),
            SubnetId = subnetId,
            Kind = InterfaceKind.NetworkLoadBalancer,
            SecurityGroupIds = groups,
            Ipv6AddressCount = 0,
            CreatedByLaunch = true,
            AssociatePublicIpAddress = drawsPublic,
            Description = $"ELB net/{r.Name}",
        };
    }

    private static void Add(ResourceReader r, DesignDraft draft, NetworkInterface eni)
    {
        if (r.IsLeftOut) return;
        if (!draft.NetworkInterfaces.TryAdd(eni.Id, eni)) r.Error("InvalidConfigurationRequest", "A load balancer has one subnet in a zone; name each subnet once", r.Place);
    }

    private static void Associate(ResourceReader r, DesignDraft draft, string allocationId, string interfaceId)
    {
        ElasticIp address = draft.ElasticIps[allocationId];
        if (address.NetworkInterfaceId is null) draft.ElasticIps[allocationId] = address with { NetworkInterfaceId = interfaceId };
        else r.Error("Resource.AlreadyAssociated", $"the Elastic IP {address.Name} is associated with an interface already; allocate another one", r.Place);
    }
}
