using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>What a missing answer would have held, as far as other answers tell: VPCs by their local routes, groups by who is in them.</summary>
internal static class ImpliedKinds
{
    public static void Imply(Translation t)
    {
        InstanceInterfaces(t);
        if (!t.Set.Has("Vpcs")) Vpcs(t);
        if (!t.Set.Has("SecurityGroups")) SecurityGroups(t);
        EndpointInterfaces(t);
        Addresses(t);
    }

    /// <summary>An endpoint of one subnet and one interface says where the interface is.</summary>
    private static void EndpointInterfaces(Translation t)
    {
        foreach (Item endpoint in t.Set.Of("VpcEndpoints"))
        {
            if (endpoint.Fields.Items("NetworkInterfaceIds") is not [ScalarNode id] || endpoint.Fields.Items("SubnetIds") is not [ScalarNode subnet] || t.Set.Find("NetworkInterfaces", id.Text) is not null) continue;
            t.Set.Imply("NetworkInterfaces", id.Text, new Built(endpoint.Place).Set("NetworkInterfaceId", id).Set("SubnetId", subnet).Set("VpcId", endpoint.Fields.Get("VpcId"))
                .Set("Groups", endpoint.Fields.Mappings("Groups")).Node);
        }
    }

    /// <summary>Instances tell of their interfaces too, in nearly the same words.</summary>
    private static void InstanceInterfaces(Translation t)
    {
        foreach (Item instance in t.Set.Of("Instances").ToArray())
        {
            foreach (MappingNode fields in instance.Fields.Mappings("NetworkInterfaces"))
            {
                if (fields.Text("NetworkInterfaceId") is not { } id) continue;
                if (t.Set.Find("NetworkInterfaces", id) is not { } known) t.Set.Imply("NetworkInterfaces", id, fields);
                else if (known.Fields.Text("PrivateIpAddress") != fields.Text("PrivateIpAddress"))
                    t.Finding("assumed", $"the interface of {instance.Name} has the id {id}, which another has too; it gets one of its own", instance.Name, fields.Place);
            }
        }
    }

    private static void Vpcs(Translation t)
    {
        foreach (IGrouping<string, Item> vpc in t.Set.Of("RouteTables").Where(table => table.Fields.Text("VpcId") is not null).GroupBy(table => table.Fields.Text("VpcId")!, StringComparer.Ordinal).ToArray())
        {
            MappingNode[] local = [.. vpc.First().Fields.Mappings("Routes").Where(route => route.Text("GatewayId") == "local")];
            ScalarNode[] v4 = [.. local.Select(route => route.Scalar("DestinationCidrBlock")).OfType<ScalarNode>()];
            ScalarNode[] v6 = [.. local.Select(route => route.Scalar("DestinationIpv6CidrBlock")).OfType<ScalarNode>()];
            if (v4.Length == 0) continue;
            Built fields = new Built(vpc.First().Place).Set("VpcId", vpc.Key).Set("CidrBlock", v4[0])
                .Set("CidrBlockAssociationSet", v4.Select(block => new Built(block.Place).Set("CidrBlock", block).Node))
                .Set("Ipv6CidrBlockAssociationSet", v6.Select(block => new Built(block.Place).Set("Ipv6CidrBlock", block).Node));
            t.Set.Imply("Vpcs", vpc.Key, fields.Node);
        }
    }

    private static void SecurityGroups(Translation t)
    {
        foreach (Item networkInterface in t.Set.Of("NetworkInterfaces"))
        {
            foreach (MappingNode group in networkInterface.Fields.Mappings("Groups"))
            {
                if (group.Text("GroupId") is not { } id || t.Set.Find("SecurityGroups", id) is not null || networkInterface.Fields.Text("VpcId") is not { } vpc) continue;
                MappingNode rule = new Built(group.Place).Set("IpProtocol", "-1").Set("IpRanges", [new Built(group.Place).Set("CidrIp", "0.0.0.0/0").Node])
                    .Set("Ipv6Ranges", [new Built(group.Place).Set("CidrIpv6", "::/0").Node]).Node;
                t.Set.Imply("SecurityGroups", id, new Built(group.Place).Set("GroupId", id).Set("GroupName", group.Text("GroupName")).Set("VpcId", vpc).Set("IpPermissionsEgress", [rule]).Node);
            }
        }
    }

    /// <summary>Elastic IPs that NAT gateways and interfaces name.</summary>
    private static void Addresses(Translation t)
    {
        IEnumerable<MappingNode> ofNat = t.Set.Of("NatGateways").SelectMany(nat => nat.Fields.Mappings("NatGatewayAddresses"));
        IEnumerable<MappingNode> ofInterfaces = t.Set.Of("NetworkInterfaces").SelectMany(eni => eni.Fields.Mappings("PrivateIpAddresses").Select(address =>
            address.Mapping("Association") is { } association && association.Text("AllocationId") is not null
                ? new Built(address.Place).Set("AllocationId", association.Get("AllocationId")).Set("PublicIp", association.Get("PublicIp"))
                    .Set("PrivateIp", address.Get("PrivateIpAddress")).Set("NetworkInterfaceId", eni.Fields.Get("NetworkInterfaceId")).Node
                : null).OfType<MappingNode>());
        foreach (MappingNode address in ofNat.Concat(ofInterfaces).ToArray())
        {
            if (address.Text("AllocationId") is not { } id || t.Set.Find("Addresses", id) is not null) continue;
            t.Set.Imply("Addresses", id, new Built(address.Place).Set("AllocationId", id).Set("PublicIp", address.Get("PublicIp"))
                .Set("NetworkInterfaceId", address.Get("NetworkInterfaceId")).Set("PrivateIpAddress", address.Get("PrivateIp")).Node);
        }
    }
}
