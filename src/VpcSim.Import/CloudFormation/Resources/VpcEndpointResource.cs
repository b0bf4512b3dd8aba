using VpcSim.Model.Endpoints;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::VPCEndpoint</c>; the type is Gateway where the template does not say.</summary>
internal static class VpcEndpointResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::VPCEndpoint", "vpce", Read,
        "VpcId ServiceName VpcEndpointType RouteTableIds SubnetIds SecurityGroupIds PrivateDnsEnabled IpAddressType PolicyDocument DnsOptions Tags",
        "ServiceRegion ResourceConfigurationArn ServiceNetworkArn");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        string typeName = r.Text("VpcEndpointType") ?? "Gateway";
        if (!Enum.TryParse(typeName, ignoreCase: true, out EndpointType type) || !Enum.IsDefined(type))
            r.Invalid("VpcEndpointType", $"Value ({typeName}) for parameter VpcEndpointType is invalid. Use Gateway, Interface or GatewayLoadBalancer.");
        string addressTypeName = r.Text("IpAddressType") ?? "ipv4";
        if (!Enum.TryParse(addressTypeName, ignoreCase: true, out EndpointAddressType addressType) || !Enum.IsDefined(addressType))
            r.Invalid("IpAddressType", $"Value ({addressTypeName}) for parameter IpAddressType is invalid. Use ipv4, ipv6 or dualstack.");
        if (type is EndpointType.Resource or EndpointType.ServiceNetwork)
        {
            r.LeaveOut($"an endpoint of type {typeName}", r.PlaceOf("VpcEndpointType"), "not-modelled");
            return;
        }
        // The service of a Gateway Load Balancer endpoint is mostly one that the template makes itself, of a kind that is not modelled.
        string? serviceName = type == EndpointType.GatewayLoadBalancer ? r.Text("ServiceName") ?? "" : null;
        if (serviceName is null && !r.TryText("ServiceName", out serviceName)) return;
        VpcEndpoint endpoint = new()
        {
            Name = r.Name,
            Id = r.Id,
            VpcId = vpcId,
            Type = type,
            ServiceName = serviceName,
            RouteTableIds = r.Ids("RouteTableIds", "rtb"),
            SubnetIds = r.Ids("SubnetIds", "subnet"),
            SecurityGroupIds = r.Ids("SecurityGroupIds", "sg"),
            PrivateDnsEnabled = r.Boolean("PrivateDnsEnabled") ?? false,
            AddressType = addressType,
            NetworkInterfaceIds = r.Observed.Texts("NetworkInterfaceIds"),
            PolicyLength = PolicyText.LengthOf(r.Value("PolicyDocument")),
            PolicyDocument = r.Json("PolicyDocument"),
        };
        if (type == EndpointType.GatewayLoadBalancer)
        {
            r.Finding("not-modelled", $"what the Gateway Load Balancer behind {r.Name} does; packets come back from the endpoint unchanged, or with appliances=end are delivered there",
                r.PlaceOf("VpcEndpointType"));
        }
        if (!r.IsLeftOut) draft.VpcEndpoints.Add(endpoint);
    }
}
