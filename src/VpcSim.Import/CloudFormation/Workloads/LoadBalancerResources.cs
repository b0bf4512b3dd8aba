using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Application, Network, Gateway and Classic Load Balancers: an interface in each of their subnets, and the ports of their listeners. (Elastic Load Balancing guide)</summary>
internal static class LoadBalancerResources
{
    public static readonly ResourceKind Balancer = new("AWS::ElasticLoadBalancingV2::LoadBalancer", "loadbalancer", Read,
        "Type Subnets SubnetMappings SecurityGroups Scheme Name Tags LoadBalancerAttributes EnableCapacityReservationProvisionStabilize MinimumLoadBalancerCapacity IpAddressType",
        "EnablePrefixForIpv6SourceNat EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic Ipv4IpamPoolId", simulator: WorkloadKind.Pins);

    public static readonly ResourceKind Listener = new("AWS::ElasticLoadBalancingV2::Listener", "listener", ReadListener,
        "LoadBalancerArn Port Protocol DefaultActions Certificates AlpnPolicy SslPolicy MutualAuthentication ListenerAttributes");

    public static readonly ResourceKind Classic = WorkloadKind.Of("AWS::ElasticLoadBalancing::LoadBalancer", "elb",
        "AvailabilityZones Instances Listeners LoadBalancerName Scheme SecurityGroups Subnets", PlaceClassic);

    // A Gateway Load Balancer takes its traffic in GENEVE, and all its listeners do.
    private static readonly ImmutableArray<ListeningPort> _geneve = [ListeningPort.Udp(6081)];

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        string type = r.TextIfKnown("Type") ?? "application";
        if (type is not ("application" or "network" or "gateway"))
        {
            r.Invalid("Type", $"Value ({type}) for parameter Type is invalid. Use application, network or gateway.", "ValidationError");
            return;
        }
        if (!r.Has("Subnets") && !r.Has("SubnetMappings") && r.Raw("Subnets") is null && r.Raw("SubnetMappings") is null)
        {
            r.Error("ValidationError", "You must specify subnets: add Subnets or SubnetMappings", r.Place);
            return;
        }
        List<(string SubnetId, IpAddress? Pinned, string? AllocationId)> subnets = [.. r.Ids("Subnets", "subnet").Select(id => (id, (IpAddress?)null, (string?)null))];
        foreach (PropertyReader mapping in r.Mappings("SubnetMappings"))
        {
            if (!mapping.TryId("SubnetId", "subnet", out string? subnetId)) return;
            subnets.Add((subnetId, mapping.Address("PrivateIPv4Address"), mapping.OptionalId("AllocationId", "eipalloc")));
        }
        if (subnets.DistinctBy(subnet => subnet.SubnetId).Count() < subnets.Count)
        {
            r.Error("InvalidConfigurationRequest", "A load balancer has one subnet in a zone; name each subnet once", r.Place);
            return;
        }
        if (r.IsLeftOut) return;
        if (WorkloadKind.Make(r, draft, PlacementOf(r, type, subnets)) is not { } balancer) return;
        TellWhatIsSent(r, draft, type != "gateway");
        foreach ((string subnetId, _, string? allocationId) in subnets)
        {
            if (allocationId is null || balancer.InterfaceIds.Find(id => draft.NetworkInterfaces[id].SubnetId == subnetId) is not { } eniId) continue;
            draft.NetworkInterfaces[eniId] = draft.NetworkInterfaces[eniId] with { AssociatePublicIpAddress = false };
            Associate(r, draft, allocationId, eniId);
        }
    }

    private static Placement PlacementOf(ResourceReader r, string type, List<(string SubnetId, IpAddress? Pinned, string? AllocationId)> subnets)
    {
        // arn:…:loadbalancer/net/NAME/ID
        int path = r.Reference.IndexOf(":loadbalancer/", StringComparison.Ordinal);
        string described = path < 0 ? r.Reference : r.Reference[(path + ":loadbalancer/".Length)..];
        return new Placement
        {
            Subnets = [.. subnets.Select(subnet => subnet.SubnetId)],
            Addresses = [.. subnets.Select(subnet => subnet.Pinned)],
            Groups = type == "gateway" ? [] : r.Ids("SecurityGroups", "sg"),
            Kind = type switch { "network" => InterfaceKind.NetworkLoadBalancer, "gateway" => InterfaceKind.GatewayLoadBalancer, _ => InterfaceKind.Service },
            Description = _ => $"ELB {described}",
            IsPublic = type != "gateway" && r.TextIfKnown("Scheme") != "internal",
            HasIpv6 = r.TextIfKnown("IpAddressType") is "dualstack" or "dualstack-without-public-ipv4",
            Ports = type == "gateway" ? _geneve : [],
        };
    }

    private static void TellWhatIsSent(ResourceReader r, DesignDraft draft, bool hasClients) => draft.TellOnce(r, "not-modelled",
        $"the targets of {r.Type}: packets reach a load balancer's interfaces, and what it sends on must come from {(hasClients ? "their addresses" : "them")} in the capture or scenario");

    private static void Associate(ResourceReader r, DesignDraft draft, string allocationId, string interfaceId)
    {
        ElasticIp address = draft.ElasticIps[allocationId];
        if (address.NetworkInterfaceId is null) draft.ElasticIps[allocationId] = address with { NetworkInterfaceId = interfaceId };
        else r.Error("Resource.AlreadyAssociated", $"the Elastic IP {address.Name} is associated with an interface already; allocate another one", r.Place);
    }

    private static void ReadListener(ResourceReader r, DesignDraft draft)
    {
        if (r.Text("LoadBalancerArn") is not { } arn || r.IsLeftOut) return;
        if (draft.FindWorkload(Balancer.Type, arn) is not { } balancer)
        {
            r.LeaveOut($"the load balancer {arn} is not part of the design", r.PlaceOf("LoadBalancerArn"), "outside-design");
            return;
        }
        if (r.Port("Port") is { } port) Listen(draft, balancer, PortsOf(r.TextIfKnown("Protocol"), port));
    }

    private static ImmutableArray<ListeningPort> PortsOf(string? protocol, int port) => protocol?.ToUpperInvariant() switch
    {
        "UDP" or "QUIC" => [ListeningPort.Udp(port)],
        "TCP_UDP" or "TCP_QUIC" => [ListeningPort.Tcp(port), ListeningPort.Udp(port)],
        _ => [ListeningPort.Tcp(port)],
    };

    private static void Listen(DesignDraft draft, WorkloadDraft balancer, ImmutableArray<ListeningPort> ports)
    {
        balancer.Ports = [.. balancer.Ports.Union(ports)];
        foreach (string id in balancer.InterfaceIds) draft.NetworkInterfaces[id] = draft.NetworkInterfaces[id] with { ListeningPorts = balancer.Ports };
    }

    private static Placement? PlaceClassic(ResourceReader r, DesignDraft draft)
    {
        if (!r.Has("Subnets") && r.Raw("Subnets") is null)
        {
            r.LeaveOut($"without Subnets it is in EC2-Classic or the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            return null;
        }
        List<ListeningPort> ports = [];
        foreach (PropertyReader listener in r.Mappings("Listeners"))
            if (listener.Port("LoadBalancerPort") is { } port && !ports.Contains(ListeningPort.Tcp(port))) ports.Add(ListeningPort.Tcp(port));
        TellWhatIsSent(r, draft, hasClients: true);
        return new Placement
        {
            Subnets = r.Ids("Subnets", "subnet"),
            Groups = r.Ids("SecurityGroups", "sg"),
            Description = _ => $"ELB {r.Reference}",
            IsPublic = r.TextIfKnown("Scheme") != "internal",
            Ports = [.. ports],
        };
    }
}
