using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Internet gateways, egress-only ones, NAT gateways, peering connections, prefix lists.</summary>
internal static class GatewayKinds
{
    private static readonly string[] _attached = ["available", "attached", "attaching"];

    public static void Translate(Translation t)
    {
        if (!t.Set.Has("InternetGateways")) ImplyInternetGateways(t);
        foreach (Item gateway in t.Set.Of("InternetGateways"))
        {
            t.Declare(gateway, "InternetGateway", new Built(gateway.Place).Tags(gateway.Fields));
            Attach(t, gateway, "Attachments", "InternetGatewayId");
        }
        foreach (Item gateway in t.Set.Of("EgressOnlyInternetGateways"))
        {
            MappingNode? attachment = gateway.Fields.Mappings("Attachments").FirstOrDefault();
            t.Declare(gateway, "EgressOnlyInternetGateway", new Built(gateway.Place).Set("VpcId", t.Id("Vpcs", attachment.Scalar("VpcId"))).Tags(gateway.Fields));
        }
        foreach (Item gateway in t.Set.Of("NatGateways")) Nat(t, gateway);
        foreach (Item peering in t.Set.Of("VpcPeeringConnections")) Peering(t, peering);
        foreach (Item list in t.Set.Of("PrefixLists")) PrefixList(t, list);
    }

    public static void Attach(Translation t, Item gateway, string attachments, string property)
    {
        foreach (MappingNode attachment in gateway.Fields.Mappings(attachments))
        {
            if (attachment.Text("State") is { } state && !_attached.Contains(state)) continue;
            if (t.Set.Find("Vpcs", attachment.Text("VpcId")) is not { } vpc) continue;
            t.Declare($"{gateway.Name}/attachment", "VPCGatewayAttachment", attachment.Place,
                new Built(attachment.Place).Set("VpcId", Translation.Ref(vpc, attachment.Place)).Set(property, Translation.Ref(gateway, attachment.Place)));
        }
    }

    private static void ImplyInternetGateways(Translation t)
    {
        foreach (Item table in t.Set.Of("RouteTables"))
        {
            foreach (MappingNode route in table.Fields.Mappings("Routes"))
            {
                if (route.Text("GatewayId") is not { } id || !id.StartsWith("igw-", StringComparison.Ordinal) || route.Text("State") == "blackhole") continue;
                if (t.Set.Find("InternetGateways", id) is not null || t.Set.Of("InternetGateways").Any(other => other.Fields.Mappings("Attachments").Any(a => a.Text("VpcId") == table.Fields.Text("VpcId")))) continue;
                MappingNode attachment = new Built(route.Place).Set("VpcId", table.Fields.Text("VpcId")).Node;
                t.Set.Imply("InternetGateways", id, new Built(route.Place).Set("InternetGatewayId", id).Set("Attachments", [attachment]).Node);
            }
        }
    }

    private static void Nat(Translation t, Item gateway)
    {
        MappingNode fields = gateway.Fields;
        if (fields.Text("AvailabilityMode") == "regional")
        {
            RegionalNat(t, gateway);
            return;
        }
        MappingNode[] addresses = [.. fields.Mappings("NatGatewayAddresses").OrderBy(address => address.Text("IsPrimary") == "false")];
        Built properties = new Built(gateway.Place).Set("SubnetId", t.Id("Subnets", fields.Scalar("SubnetId"))).Copy(fields, "ConnectivityType", "AvailabilityMode").Tags(fields);
        Node[] allocations = [.. t.Ids("Addresses", addresses.Select(address => address.Scalar("AllocationId")))];
        properties.Set("AllocationId", allocations.FirstOrDefault()).Set("SecondaryAllocationIds", allocations.Skip(1));
        ScalarNode[] own = [.. addresses.Select(address => address.Scalar("PrivateIp")).OfType<ScalarNode>()];
        properties.Set("PrivateIpAddress", own.FirstOrDefault()).Set("SecondaryPrivateIpAddresses", own.Skip(1));
        t.Declare(gateway, "NatGateway", properties, observed: new Built(gateway.Place).Set("NetworkInterfaceId", addresses.FirstOrDefault().Scalar("NetworkInterfaceId")));
    }

    // EC2 API, NatGatewayAddress: an address of a regional gateway names its zone. Those that AWS manages may be Elastic IPs that the account does not see.
    private static void RegionalNat(Translation t, Item gateway)
    {
        MappingNode fields = gateway.Fields;
        var zones = new List<Node>();
        var given = new List<Node>();
        foreach (IGrouping<string, MappingNode> of in fields.Mappings("NatGatewayAddresses").Where(static address => address.Text("Status") is not ("failed" or "disassociating"))
            .GroupBy(address => address.Text("AvailabilityZone") ?? ZoneOf(t, address.Text("AvailabilityZoneId")) ?? ""))
        {
            if (of.Key.Length == 0) continue;
            Place place = of.First().Place;
            Node[] allocations = [.. t.Ids("Addresses", of.Select(address => address.Scalar("AllocationId")))];
            if (allocations.Length > 0) zones.Add(new Built(place).Set("AvailabilityZone", of.Key).Set("AllocationIds", allocations).Node);
            foreach (MappingNode address in of.Where(static address => address.Scalar("AllocationId") is null))
                given.Add(new Built(address.Place).Set("AvailabilityZone", of.Key).Copy(address, "PublicIp").Node);
        }
        Built properties = new Built(gateway.Place).Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId"))).Copy(fields, "ConnectivityType", "AvailabilityMode").Set("AvailabilityZoneAddresses", zones).Tags(fields);
        t.Declare(gateway, "NatGateway", properties,
            observed: new Built(gateway.Place).Copy(fields, "AutoProvisionZones").Set("RouteTableId", t.Id("RouteTables", fields.Scalar("RouteTableId"))).Set("ZoneAddresses", given));
    }

    private static string? ZoneOf(Translation t, string? zoneId) =>
        zoneId is null ? null : t.Set.Of("Subnets").FirstOrDefault(subnet => subnet.Fields.Text("AvailabilityZoneId") == zoneId)?.Fields.Text("AvailabilityZone");

    private static void Peering(Translation t, Item peering)
    {
        MappingNode? requester = peering.Fields.Mapping("RequesterVpcInfo"), accepter = peering.Fields.Mapping("AccepterVpcInfo");
        string status = peering.State ?? "active";
        // A template knows one side; here the side that the output holds asks.
        if (t.Set.Find("Vpcs", requester.Text("VpcId")) is null && t.Set.Find("Vpcs", accepter.Text("VpcId")) is not null) (requester, accepter) = (accepter, requester);
        Built properties = new Built(peering.Place).Set("VpcId", t.Id("Vpcs", requester.Scalar("VpcId"))).Set("PeerVpcId", t.Id("Vpcs", accepter.Scalar("VpcId"))).Tags(peering.Fields);
        if (accepter.Text("OwnerId") is { } owner && owner != t.Account) properties.Set("PeerOwnerId", owner);
        if (accepter.Text("Region") is { } region && region != t.Region) properties.Set("PeerRegion", region);
        if (status != "active") t.Finding("not-active", $"{peering.Name} is {status}: it carries nothing", peering.Name, peering.Place);
        t.Declare(peering, "VPCPeeringConnection", properties, new Built(peering.Place).Set("Accepted", status == "active" ? "true" : "false"));
    }

    private static void PrefixList(Translation t, Item list)
    {
        MappingNode fields = list.Fields;
        bool isAws = fields.Text("OwnerId") == "AWS" || fields.Text("PrefixListName")?.StartsWith("com.amazonaws.", StringComparison.Ordinal) == true;
        IEnumerable<MappingNode> entries = fields.Scalars("Cidrs").Select(cidr => new Built(cidr.Place).Set("Cidr", cidr).Node)
            .Concat(NamelessKinds.EntriesOf(t, list).Select(entry => new Built(entry.Place).Copy(entry, "Cidr").Node));
        MappingNode[] all = [.. entries.DistinctBy(entry => entry.Text("Cidr"))];
        string family = fields.Text("AddressFamily") ?? (all.Length > 0 && all[0].Text("Cidr")!.Contains(':') ? "IPv6" : "IPv4");
        if (all.Length == 0 && !isAws)
        {
            t.Finding("not-in-output", $"the entries of {list.Name} are not in the output, and it is taken to be empty; aws ec2 get-managed-prefix-list-entries tells, in a file that has {list.Id} in its name",
                list.Name, list.Place);
        }
        t.Declare(list, "PrefixList", new Built(list.Place).Set("PrefixListName", fields.Text("PrefixListName") ?? list.Id).Set("AddressFamily", family).Copy(fields, "MaxEntries").Set("Entries", all).Tags(fields),
            observed: isAws ? new Built(list.Place).Set("AwsManaged", "true") : null);
    }
}
