using VpcSim.Model.Enis;
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
            if (InterfaceOf(draft, id) is { } eniId && draft.NetworkInterfaces.TryGetValue(eniId, out NetworkInterface? eni))
                draft.NetworkInterfaces[eniId] = eni with { IsAccelerated = true };
            else
                r.Finding("not-modelled", $"{id} as an endpoint of an accelerator; instances and Elastic IPs are", endpoint.PlaceOf("EndpointId"));
        }
    }

    private static string? InterfaceOf(DesignDraft draft, string id) =>
        draft.PrimaryInterfaces.GetValueOrDefault(id) ?? (draft.ElasticIps.TryGetValue(id, out ElasticIp? address) ? address.NetworkInterfaceId : null);
}
