using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>Resolver endpoints of Route 53 and Client VPN endpoints.</summary>
internal static class AccessAnswers
{
    private const string OfClientVpn = "ClientVPN Endpoint";

    public static void Translate(Translation t, WorkloadInterfaces interfaces)
    {
        foreach (MappingNode endpoint in t.Set.Workloads.Of("ResolverEndpoints")) Resolver(t, interfaces, endpoint);
        foreach (MappingNode endpoint in t.Set.Workloads.Of("ClientVpnEndpoints")) ClientVpn(t, interfaces, endpoint);
    }

    /// <summary>Where the interfaces are not in the answers, the endpoint's addresses are asked for one by one, and are no part of them.</summary>
    private static void Resolver(Translation t, WorkloadInterfaces interfaces, MappingNode endpoint)
    {
        string id = endpoint.Text("Id")!;
        Item[] own = [.. interfaces.Described(text => text.Contains(id, StringComparison.Ordinal))];
        IEnumerable<MappingNode> addresses = own.Select(eni => new Built(eni.Place).Set("SubnetId", t.Id("Subnets", eni.Fields.Scalar("SubnetId"))).Set("Ip", eni.Fields.Scalar("PrivateIpAddress")).Node);
        if (own.Length == 0 && !t.Set.Has("NetworkInterfaces"))
        {
            t.Finding("not-in-output", $"the addresses of {endpoint.Text("Name") ?? id} are not in the output, and it is left out. aws ec2 describe-network-interfaces tells", id, endpoint.Place);
            return;
        }
        Built properties = new Built(endpoint.Place).Copy(endpoint, "Name", "Direction").Set("IpAddresses", addresses)
            .Set("SecurityGroupIds", t.KnownIds("SecurityGroups", endpoint.Scalars("SecurityGroupIds")));
        interfaces.Declare(endpoint.Text("Name") ?? id, "AWS::Route53Resolver::ResolverEndpoint", endpoint, properties, own);
    }

    private static void ClientVpn(Translation t, WorkloadInterfaces interfaces, MappingNode endpoint)
    {
        string id = endpoint.Text("ClientVpnEndpointId")!;
        string name = endpoint.Mappings("Tags").FirstOrDefault(tag => tag.Text("Key") == "Name").Text("Value") ?? id;
        name = t.Declare(name, "ClientVpnEndpoint", endpoint.Place, new Built(endpoint.Place).Copy(endpoint, "ClientCidrBlock", "Description").Set("VpcId", t.Id("Vpcs", endpoint.Scalar("VpcId")))
            .Set("SecurityGroupIds", t.KnownIds("SecurityGroups", endpoint.Scalars("SecurityGroupIds"))), id: id);
        foreach (MappingNode network in t.Set.Workloads.Of("ClientVpnTargetNetworks").Where(network => network.Text("ClientVpnEndpointId") == id))
        {
            string? subnet = network.Text("TargetNetworkId");
            Item[] own = [.. interfaces.Described(text => text.StartsWith(OfClientVpn, StringComparison.Ordinal))
                .Where(eni => eni.Fields.Text("SubnetId") == subnet && WorkloadInterfaces.HasGroups(eni, network.Scalars("SecurityGroups").Concat(endpoint.Scalars("SecurityGroupIds")).DistinctBy(group => group.Text)))];
            interfaces.Declare($"{name}/{t.Set.Find("Subnets", subnet)?.Name ?? subnet}", "AWS::EC2::ClientVpnTargetNetworkAssociation", network,
                new Built(network.Place).Set("ClientVpnEndpointId", Translation.Ref(name, network.Place)).Set("SubnetId", t.Id("Subnets", network.Scalar("TargetNetworkId"))), own);
        }
    }
}
