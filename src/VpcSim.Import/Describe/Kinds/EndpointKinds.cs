using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>VPC endpoints. The routes of gateway endpoints come with them, and are not read again in the route tables.</summary>
internal static class EndpointKinds
{
    public static void Translate(Translation t)
    {
        foreach (Item endpoint in t.Set.Of("VpcEndpoints"))
        {
            MappingNode fields = endpoint.Fields;
            if (endpoint.State is not (null or "available"))
            {
                t.Finding("not-active", $"{endpoint.Name} is {endpoint.State} and is left out", endpoint.Name, endpoint.Place);
                t.Set.Forget(endpoint);
                continue;
            }
            Built properties = new Built(endpoint.Place).Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId"))).Copy(fields, "ServiceName", "VpcEndpointType", "PrivateDnsEnabled", "IpAddressType")
                .Set("PolicyDocument", fields.Get("PolicyDocument")).Tags(fields)
                .Set("RouteTableIds", t.KnownIds("RouteTables", fields.Scalars("RouteTableIds")))
                .Set("SubnetIds", t.KnownIds("Subnets", fields.Scalars("SubnetIds")))
                .Set("SecurityGroupIds", t.KnownIds("SecurityGroups", fields.Mappings("Groups").Select(group => group.Scalar("GroupId"))));
            ScalarNode[] interfaces = [.. fields.Scalars("NetworkInterfaceIds")];
            if (Array.Find(interfaces, id => t.Set.Find("NetworkInterfaces", id.Text) is not { } eni || eni.Fields.Text("PrivateIpAddress") is null) is not null)
                t.Finding("assumed", $"the interfaces of {endpoint.Name} are not all in the output; their addresses are drawn. aws ec2 describe-network-interfaces tells", endpoint.Name, endpoint.Place);
            t.Declare(endpoint, "VPCEndpoint", properties, observed: new Built(endpoint.Place).Set("NetworkInterfaceIds",
                interfaces.Where(id => t.Set.Find("NetworkInterfaces", id.Text) is not null).Select(id => t.Id("NetworkInterfaces", id)!)));
        }
    }
}
