using System.Text.Json;
using VpcSim.Cli.Commands;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Cli.Reports;

/// <summary>A design as one JSON object, nested as the network is. Documented in <c>docs/json.md</c>.</summary>
internal sealed class DesignJson
{
    private readonly Utf8JsonWriter _json;
    private readonly Design _design;
    private readonly DesignLookup _lookup;

    private DesignJson(Utf8JsonWriter json, Design design)
    {
        _json = json;
        _design = design;
        _lookup = new DesignLookup(design);
    }

    public static void Write(Stream output, DesignRequest request, Design design)
    {
        using (var json = new Utf8JsonWriter(output, JsonForm.Options))
        {
            json.WriteStartObject();
            JsonForm.WriteHead(json, request, design);
            new DesignJson(json, design).WriteAll();
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    private void WriteAll()
    {
        List("vpcs", _design.Vpcs, Write);
        List("peering-connections", _design.PeeringConnections, peering =>
        {
            Head(peering.Name, peering.Id);
            Text("requester", peering.RequesterVpcId);
            Text("accepter", peering.AccepterVpcId);
            _json.WriteBoolean("active", peering.IsActive);
        });
        List("transit-gateways", _design.TransitGateways, Write);
        List("vpn-connections", _design.VpnConnections, connection =>
        {
            Head(connection.Name, connection.Id);
            Text("gateway", connection.VpnGatewayId ?? connection.TransitGatewayId);
            Text("customer-gateway", connection.CustomerGatewayId);
            Text("customer-address", _design.CustomerGateways.FirstOrDefault(gateway => gateway.Id == connection.CustomerGatewayId)?.IpAddress);
            _json.WriteBoolean("static", connection.StaticRoutesOnly);
            Texts("routes", connection.Routes.Select(static route => route.ToString()));
        });
        List("elastic-ips", _design.ElasticIps, address =>
        {
            Head(address.Name, address.AllocationId);
            Text("address", address.PublicAddress.ToString());
            Text("interface", address.NetworkInterfaceId);
        });
        List("prefix-lists", _design.PrefixLists, list =>
        {
            Head(list.Name, list.Id);
            _json.WriteBoolean("aws-managed", list.AwsManaged);
            Texts("entries", list.Entries.Select(static entry => entry.ToString()));
        });
        List("unattached", _design.InternetGateways.Where(static gateway => gateway.VpcId is null).Select(static gateway => (gateway.Name, gateway.Id))
            .Concat(_design.VpnGateways.Where(static gateway => gateway.VpcId is null).Select(static gateway => (gateway.Name, gateway.Id))), gateway => Head(gateway.Name, gateway.Id));
    }

    private void Write(Vpc vpc)
    {
        Head(vpc.Name, vpc.Id);
        Text("region", vpc.Region);
        Text("account", vpc.AccountId);
        Texts("blocks", vpc.AllCidrBlocks.Select(static block => block.ToString()));
        _json.WriteBoolean("dns-support", vpc.EnableDnsSupport);
        _json.WriteBoolean("dns-hostnames", vpc.EnableDnsHostnames);
        Text("internet-gateway", _design.InternetGateways.FirstOrDefault(gateway => gateway.VpcId == vpc.Id)?.Id);
        Text("egress-only-internet-gateway", _design.EgressOnlyInternetGateways.FirstOrDefault(gateway => gateway.VpcId == vpc.Id)?.Id);
        Text("vpn-gateway", _design.VpnGateways.FirstOrDefault(gateway => gateway.VpcId == vpc.Id)?.Id);
        List("subnets", _lookup.SubnetsOfVpc[vpc.Id], Write);
        List("route-tables", _lookup.TablesOfVpc[vpc.Id], Write);
        List("network-acls", _design.NetworkAcls.Where(acl => acl.VpcId == vpc.Id), Write);
        List("security-groups", _design.SecurityGroups.Where(group => group.VpcId == vpc.Id), Write);
        List("nat-gateways", _design.NatGateways.Where(gateway => gateway.VpcId == vpc.Id), Write);
        List("endpoints", _design.VpcEndpoints.Where(endpoint => endpoint.VpcId == vpc.Id), Write);
    }

    private void Write(Subnet subnet)
    {
        Head(subnet.Name, subnet.Id);
        Texts("blocks", new[] { subnet.CidrBlock, subnet.Ipv6CidrBlock }.OfType<Model.Addressing.Cidr>().Select(static block => block.ToString()));
        Text("availability-zone", subnet.AvailabilityZone);
        _json.WriteBoolean("public", _lookup.IsPublic(subnet));
        Text("route-table", subnet.RouteTableId);
        Text("network-acl", subnet.NetworkAclId);
        List("interfaces", _lookup.InterfacesOfSubnet[subnet.Id], Write);
    }

    private void Write(NetworkInterface eni)
    {
        Head(eni.Name, eni.Id);
        List("addresses", eni.PrivateAddresses, address =>
        {
            Text("private", address.Address.ToString());
            Text("public", address.PublicAddress?.ToString());
        });
        Texts("ipv6-addresses", eni.Ipv6Addresses.Select(static address => address.ToString()));
        Texts("security-groups", eni.SecurityGroupIds);
        Text("instance", eni.InstanceId);
        Text("owner", _lookup.OwnerOf(eni));
        Texts("listens", eni.ListeningPorts.Select(static port => port.ToString()));
    }

    private void Write(RouteTable table)
    {
        Head(table.Name, table.Id);
        _json.WriteBoolean("main", table.IsMain);
        Texts("gateways", table.GatewayIds);
        List("routes", table.Routes, route =>
        {
            Text("destination", route.Destination?.ToString() ?? route.DestinationPrefixListId);
            Text("target", route.TargetId);
            Text("target-kind", RouteText.Kind(route.TargetKind));
            _json.WriteBoolean("propagated", route.Origin == RouteOrigin.EnableVgwRoutePropagation);
            _json.WriteBoolean("blackhole", route.State == RouteState.Blackhole);
        });
    }

    private void Write(NetworkAcl acl)
    {
        Head(acl.Name, acl.Id);
        _json.WriteBoolean("default", acl.IsDefault);
        List("entries", acl.Entries.OrderBy(static entry => entry.Egress).ThenBy(static entry => entry.RuleNumber), entry =>
        {
            _json.WriteNumber("number", entry.RuleNumber);
            Text("direction", entry.Egress ? "outbound" : "inbound");
            Text("action", entry.Allow ? "allow" : "deny");
            Rule(entry.Protocol, entry.Protocol is Model.Addressing.IpProtocol.Icmp or Model.Addressing.IpProtocol.IcmpV6 ? (entry.IcmpType, entry.IcmpCode) : (entry.FromPort, entry.ToPort));
            Text("block", entry.CidrBlock.ToString());
        });
    }

    private void Write(SecurityGroup group)
    {
        Head(group.Name, group.Id);
        Text("group-name", group.GroupName);
        List("inbound", group.Ingress, Write);
        List("outbound", group.Egress, Write);
    }

    private void Write(SecurityGroupRule rule)
    {
        Rule(rule.Protocol, (rule.FromPort, rule.ToPort));
        Text("peer", rule.Peer);
    }

    private void Write(NatGateway gateway)
    {
        Head(gateway.Name, gateway.Id);
        Text("subnet", gateway.SubnetId);
        _json.WriteBoolean("public", gateway.IsPublic);
        Text("interface", gateway.NetworkInterfaceId);
        if (!gateway.IsRegional) return;
        Text("route-table", gateway.RouteTableId);
        _json.WriteBoolean("automatic", gateway.ProvisionsZones);
        List("zones", _design.NetworkInterfaces.Where(eni => eni.OfRegionalNat?.GatewayId == gateway.Id), eni =>
        {
            Text("zone", eni.OfRegionalNat!.AvailabilityZone);
            Texts("addresses", [.. eni.PrivateAddresses.Select(static address => $"{address.PublicAddress}")]);
        });
    }

    private void Write(VpcEndpoint endpoint)
    {
        Head(endpoint.Name, endpoint.Id);
        Text("service", endpoint.ServiceName);
        Text("type", StableNames.Of(endpoint.Type));
        _json.WriteBoolean("private-dns", endpoint.PrivateDnsEnabled);
        Texts("route-tables", endpoint.RouteTableIds);
        Texts("interfaces", endpoint.NetworkInterfaceIds);
    }

    private void Write(TransitGateway gateway)
    {
        Head(gateway.Name, gateway.Id);
        List("attachments", _design.TransitGatewayAttachments.Where(attachment => attachment.TransitGatewayId == gateway.Id), attachment =>
        {
            Head(attachment.Name, attachment.Id);
            Text("resource", attachment.ResourceId);
            Text("route-table", _design.TransitGatewayAssociations.FirstOrDefault(association => association.AttachmentId == attachment.Id)?.RouteTableId);
            _json.WriteBoolean("available", attachment.IsAvailable);
        });
        List("route-tables", _design.TransitGatewayRouteTables.Where(table => table.TransitGatewayId == gateway.Id), table =>
        {
            Head(table.Name, table.Id);
            List("routes", table.Routes, route =>
            {
                Text("destination", route.Destination.ToString());
                Text("attachment", route.AttachmentId);
                _json.WriteBoolean("propagated", route.Origin is not (TransitRouteOrigin.Static or TransitRouteOrigin.StaticVpn));
            });
        });
    }

    private void Rule(int protocol, (int From, int To) ports)
    {
        Text("protocol", Model.Addressing.IpProtocol.NameOf(protocol));
        _json.WriteNumber("from", ports.From);
        _json.WriteNumber("to", ports.To);
    }

    private void Head(string name, string id)
    {
        Text("name", name);
        Text("id", id);
    }

    private void Text(string field, string? value) => _json.WriteString(field, value);

    private void Texts(string field, IEnumerable<string> values)
    {
        _json.WriteStartArray(field);
        foreach (string value in values) _json.WriteStringValue(value);
        _json.WriteEndArray();
    }

    private void List<T>(string field, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(field);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }
}
