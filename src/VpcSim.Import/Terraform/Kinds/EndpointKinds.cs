using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>VPC endpoints with what their association resources add.</summary>
internal static class EndpointKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.Endpoint.Kinds) kinds.Add(kind, Endpoint);
    }

    private static void Endpoint(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "VPCEndpoint", p =>
    {
        string type = Block.Of(r).Text("vpc_endpoint_type") ?? "Gateway";
        p.Id("VpcId", "vpc_id", Wanted.Vpc).Scalar("VpcEndpointType", "vpc_endpoint_type").Scalar("PrivateDnsEnabled", "private_dns_enabled").Scalar("IpAddressType", "ip_address_type").Tags();
        if (type == "GatewayLoadBalancer") p.Scalar("ServiceName", "service_name");
        else p.Needed("ServiceName", "service_name");
        if (type == "Gateway") p.Ids("RouteTableIds", "route_table_ids", Wanted.RouteTable);
        else p.Ids("SubnetIds", "subnet_ids", Wanted.Subnet);
        if (type == "Interface") p.Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup);
        p.Scalar("PolicyDocument", "policy");
        foreach (Node policy in t.Added(r, "PolicyDocument")) p.Set("PolicyDocument", policy);
    });
}
