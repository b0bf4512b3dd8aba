using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Model.Gateways;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::GlobalAccelerator::EndpointGroup</c>: which interfaces stand behind an accelerator, so that AWS tracks their connections in any case.</summary>
/// <remarks>How an accelerator brings packets to them is not modelled: they come in through the internet gateway, as others do.</remarks>
internal static class AcceleratorResource
{
    public static readonly ResourceKind Kind = new("AWS::GlobalAccelerator::EndpointGroup", "endpointgroup", Read,
        "ListenerArn EndpointGroupRegion EndpointConfigurations HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort HealthCheckProtocol ThresholdCount",
        "PortOverrides TrafficDialPercentage");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        foreach (PropertyReader endpoint in r.Mappings("EndpointConfigurations"))
        {
            if (!endpoint.TryText("EndpointId", out string? id)) continue;
            string[] interfaces = [.. InterfacesOf(draft, id).Where(draft.NetworkInterfaces.ContainsKey)];
            foreach (string eni in interfaces) draft.NetworkInterfaces[eni] = draft.NetworkInterfaces[eni] with { IsAccelerated = true };
            if (interfaces.Length == 0)
                r.Finding("not-modelled", $"{id} as an endpoint of an accelerator; instances, Elastic IPs and load balancers of the design are", endpoint.PlaceOf("EndpointId"));
        }
    }

    private static List<string> InterfacesOf(DesignDraft draft, string id)
    {
        if (draft.FindWorkload(LoadBalancerResources.Balancer.Type, id) is { } balancer) return balancer.InterfaceIds;
        return (draft.PrimaryInterfaces.GetValueOrDefault(id) ?? (draft.ElasticIps.TryGetValue(id, out ElasticIp? address) ? address.NetworkInterfaceId : null)) is { } only ? [only] : [];
    }
}
