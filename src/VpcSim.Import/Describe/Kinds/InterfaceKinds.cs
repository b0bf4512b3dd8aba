using System.Globalization;
using VpcSim.Import.Describe.Workloads;
using VpcSim.Import.Documents;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Network interfaces, an instance's and those of services, and the instances.</summary>
internal static class InterfaceKinds
{
    private const int NamesShown = 5;
    private const string TransitDescription = "Network Interface for Transit Gateway Attachment ";

    /// <summary>The transit gateway attachment that an interface belongs to, by AWS's own description of it.</summary>
    public static string? TransitAttachmentOf(Item networkInterface) =>
        networkInterface.Fields.Text("Description") is { } text && text.StartsWith(TransitDescription, StringComparison.Ordinal) ? text[TransitDescription.Length..].Trim() : null;

    public static void Translate(Translation t, WorkloadInterfaces workloads)
    {
        Dictionary<string, (Item Instance, int Index)> places = Places(t);
        Dictionary<string, (string Name, InterfaceKind Kind)> owners = Owners(t);
        CallByDescription(t, workloads, owners, places);
        Dictionary<string, MappingNode> tasks = TaskAnswers.ByInterface(t);
        HashSet<string> elastic = [.. t.Set.Of("Addresses").Select(address => address.Fields.Text("PublicIp")).OfType<string>()];
        foreach (Item eni in t.Set.Of("NetworkInterfaces"))
        {
            Built observed = new(eni.Place);
            bool isPlain = eni.Fields.Text("InterfaceType") is null or "interface";
            InterfaceKind kind = !eni.Fields.IsTrue("RequesterManaged") ? InterfaceKind.Interface : isPlain ? InterfaceKind.Service : InterfaceKind.Other;
            kind = owners.TryGetValue(eni.Id, out (string Name, InterfaceKind Kind) owner) ? owner.Kind : KindOf(eni.Fields.Text("InterfaceType")) ?? kind;
            if (eni.Name == eni.Id && (owner.Name ?? workloads.NameOf(eni)) is { } owned) observed.Set("Name", owned);
            else if (eni.Name == eni.Id && places.TryGetValue(eni.Id, out (Item Instance, int Index) place)) observed.Set("Name", place.Index == 0 ? place.Instance.Name : $"{place.Instance.Name}:{place.Index}");
            if (tasks.TryGetValue(eni.Id, out MappingNode? task)) observed.Set("Task", task);
            observed.Set("Kind", kind.ToString()).Set("PublicAddresses", PublicAddresses(eni, elastic))
                .Set("Ipv4Prefixes", Prefixes(eni, "Ipv4Prefix")).Set("Ipv6Prefixes", Prefixes(eni, "Ipv6Prefix"));
            Built properties = Properties(t, eni);
            if (owner.Name is null && KindOf(eni.Fields.Text("InterfaceType")) is null) properties.Copy(eni.Fields, "InterfaceType");
            t.Declare(eni, "NetworkInterface", properties, observed: observed);
        }
        ILookup<Item, (string Interface, int Index)> attached = places.ToLookup(place => place.Value.Instance, place => (place.Key, place.Value.Index));
        ScalingGroups groups = new(t);
        foreach (Item instance in t.Set.Of("Instances")) Instance(t, instance, attached[instance], groups.Of(instance));
        ReportStopped(t);
    }

    /// <summary>Interfaces of services whose own answers are not there, as far as their descriptions tell.</summary>
    private static void CallByDescription(Translation t, WorkloadInterfaces workloads, Dictionary<string, (string Name, InterfaceKind Kind)> owners, Dictionary<string, (Item Instance, int Index)> places)
    {
        var described = t.Set.Of("NetworkInterfaces").Where(eni => workloads.NameOf(eni) is null && !owners.ContainsKey(eni.Id) && !places.ContainsKey(eni.Id))
            .Select(eni => (Interface: eni, Owner: InterfaceDescriptions.OwnerOf(eni.Fields.Text("Description") ?? ""))).Where(pair => pair.Owner is not null);
        foreach (IGrouping<string, Item> owner in described.GroupBy(pair => pair.Owner!, pair => pair.Interface, StringComparer.Ordinal).ToArray())
            workloads.Call(t.FreeName(owner.Key), [.. owner]);
    }

    private static Built Properties(Translation t, Item eni)
    {
        MappingNode fields = eni.Fields;
        Built properties = new Built(eni.Place).Set("SubnetId", t.Id("Subnets", fields.Scalar("SubnetId"))).Copy(fields, "Description", "SourceDestCheck").Tags(fields)
            .Set("GroupSet", t.KnownIds("SecurityGroups", fields.Mappings("Groups").Select(group => group.Scalar("GroupId"))));
        Node[] addresses = [.. fields.Mappings("PrivateIpAddresses").Where(address => address.Scalar("PrivateIpAddress") is not null).Select(address => new Built(address.Place).Copy(address, "PrivateIpAddress", "Primary").Node)];
        if (addresses.Length > 0) properties.Set("PrivateIpAddresses", addresses);
        else properties.Copy(fields, "PrivateIpAddress");
        Node[] v6 = [.. fields.Mappings("Ipv6Addresses").Where(address => address.Scalar("Ipv6Address") is not null).Select(address => new Built(address.Place).Copy(address, "Ipv6Address").Node)];
        properties.Set("Ipv6Addresses", v6);
        if (v6.Length == 0 && addresses.Length > 0) properties.Set("Ipv6AddressCount", "0");
        if (fields.Mapping("ConnectionTrackingConfiguration") is { } tracking)
            properties.Set("ConnectionTrackingSpecification", new Built(tracking.Place).Copy(tracking, "TcpEstablishedTimeout", "UdpTimeout", "UdpStreamTimeout").Node);
        return properties;
    }

    // A template says prefixes or addresses; an interface that lives has both.
    private static IEnumerable<MappingNode> Prefixes(Item eni, string name) =>
        eni.Fields.Mappings($"{name}es").Where(prefix => prefix.Scalar(name) is not null).Select(prefix => new Built(prefix.Place).Copy(prefix, name).Node);

    private static IEnumerable<MappingNode> PublicAddresses(Item eni, HashSet<string> elastic) => eni.Fields.Mappings("PrivateIpAddresses")
        .Where(address => address.Mapping("Association").Text("PublicIp") is { } held && !elastic.Contains(held))
        .Select(address => new Built(address.Place).Copy(address, "PrivateIpAddress").Set("PublicIp", address.Mapping("Association").Scalar("PublicIp")).Node);

    /// <summary>Which interface is attached to which instance, and at which index; one index of several network cards becomes the next free one.</summary>
    private static Dictionary<string, (Item Instance, int Index)> Places(Translation t)
    {
        Dictionary<string, (Item Instance, int Index)> places = new(StringComparer.Ordinal);
        HashSet<(string Instance, int Index)> taken = [];
        void Attach(Item instance, string? eni, MappingNode? attachment)
        {
            if (eni is null || places.ContainsKey(eni)) return;
            int index = int.TryParse(attachment.Text("DeviceIndex"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 0;
            while (!taken.Add((instance.Id, index))) index++;
            places.Add(eni, (instance, index));
        }
        foreach (Item eni in t.Set.Of("NetworkInterfaces"))
            if (t.Set.Find("Instances", eni.Fields.Mapping("Attachment").Text("InstanceId")) is { } instance) Attach(instance, eni.Id, eni.Fields.Mapping("Attachment"));
        foreach (Item instance in t.Set.Of("Instances"))
            foreach (MappingNode eni in instance.Fields.Mappings("NetworkInterfaces")) Attach(instance, eni.Text("NetworkInterfaceId"), eni.Mapping("Attachment"));
        return places;
    }

    /// <summary>The gateways and endpoints that interfaces were made for, and how the interfaces are called after them.</summary>
    private static Dictionary<string, (string Name, InterfaceKind Kind)> Owners(Translation t)
    {
        Dictionary<string, (string Name, InterfaceKind Kind)> owners = new(StringComparer.Ordinal);
        foreach (Item gateway in t.Set.Of("NatGateways"))
            foreach (MappingNode address in gateway.Fields.Mappings("NatGatewayAddresses"))
                if (address.Text("NetworkInterfaceId") is { } id) owners.TryAdd(id, (gateway.Name, InterfaceKind.NatGateway));
        foreach (Item endpoint in t.Set.Of("VpcEndpoints"))
        {
            InterfaceKind kind = endpoint.Fields.Text("VpcEndpointType") == "GatewayLoadBalancer" ? InterfaceKind.GatewayLoadBalancerEndpoint : InterfaceKind.VpcEndpoint;
            foreach (ScalarNode id in endpoint.Fields.Scalars("NetworkInterfaceIds")) owners.TryAdd(id.Text, ($"{endpoint.Name}/{SubnetOf(t, id.Text)}", kind));
        }
        foreach (Item eni in t.Set.Of("NetworkInterfaces"))
        {
            if (TransitAttachmentOf(eni) is not { } id || t.Set.Find("TransitGatewayVpcAttachments", id) is not { } attachment) continue;
            owners.TryAdd(eni.Id, ($"{attachment.Name}/{SubnetOf(t, eni.Id)}", InterfaceKind.TransitGateway));
        }
        return owners;
    }

    private static string SubnetOf(Translation t, string eni)
    {
        string? subnet = t.Set.Find("NetworkInterfaces", eni)?.Fields.Text("SubnetId");
        return t.Set.Find("Subnets", subnet)?.Name ?? subnet ?? eni;
    }

    private static InterfaceKind? KindOf(string? type) => type switch
    {
        "nat_gateway" or "natGateway" => InterfaceKind.NatGateway,
        "vpc_endpoint" => InterfaceKind.VpcEndpoint,
        "gateway_load_balancer_endpoint" => InterfaceKind.GatewayLoadBalancerEndpoint,
        "gateway_load_balancer" => InterfaceKind.GatewayLoadBalancer,
        "network_load_balancer" => InterfaceKind.NetworkLoadBalancer,
        "transit_gateway" => InterfaceKind.TransitGateway,
        "lambda" => InterfaceKind.Lambda,
        _ => null,
    };

    private static void Instance(Translation t, Item instance, IEnumerable<(string Interface, int Index)> places, MappingNode? group)
    {
        MappingNode fields = instance.Fields;
        Built properties = new Built(instance.Place).Copy(fields, "InstanceType").Tags(fields);
        if (fields.Mapping("MetadataOptions") is { } metadata) properties.Set("MetadataOptions", new Built(metadata.Place).Copy(metadata, "HttpEndpoint", "HttpProtocolIpv6").Node);
        MappingNode[] attached = [.. places.Where(place => t.Set.Find("NetworkInterfaces", place.Interface) is not null).OrderBy(place => place.Index)
            .Select(place => new Built(instance.Place).Set("DeviceIndex", place.Index.ToString(CultureInfo.InvariantCulture))
                .Set("NetworkInterfaceId", Translation.Ref(t.Set.Find("NetworkInterfaces", place.Interface)!, instance.Place)).Node)];
        if (attached.Length > 0)
        {
            properties.Set("NetworkInterfaces", attached);
        }
        else
        {
            properties.Set("SubnetId", t.Id("Subnets", fields.Scalar("SubnetId"))).Copy(fields, "PrivateIpAddress", "SourceDestCheck")
                .Set("SecurityGroupIds", t.KnownIds("SecurityGroups", fields.Mappings("SecurityGroups").Select(group => group.Scalar("GroupId"))));
        }
        Built? observed = group is null ? null : new Built(instance.Place).Set("AutoScalingGroup", new Built(group.Place).Set("Tags", ScalingGroups.TagsOf(group)).Node);
        t.Declare(instance, "Instance", properties, observed: observed);
    }

    private static void ReportStopped(Translation t)
    {
        Item[] stopped = [.. t.Set.Of("Instances").Where(instance => instance.State is "stopped" or "stopping")];
        if (stopped.Length == 0) return;
        string more = stopped.Length > NamesShown ? $" and {stopped.Length - NamesShown} more" : "";
        t.Finding("assumed", $"stopped instances are taken to run ({stopped.Length}: {string.Join(", ", stopped.Take(NamesShown).Select(instance => instance.Name))}{more})", stopped[0].Name, stopped[0].Place);
    }
}
