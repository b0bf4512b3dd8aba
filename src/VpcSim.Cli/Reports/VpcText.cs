using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Cli.Reports;

/// <summary>One VPC as a tree of text: gateways, subnets with their interfaces, then tables, ACLs, groups and endpoints.</summary>
internal sealed class VpcText(Design design, DesignLookup lookup, Vpc vpc)
{
    private readonly Outline _outline = new();

    public IReadOnlyList<string> Write()
    {
        Attributes();
        foreach (Subnet subnet in lookup.SubnetsOfVpc[vpc.Id].OrderBy(static subnet => subnet.AvailabilityZone, StringComparer.Ordinal)) Show(subnet);
        foreach (RouteTable table in lookup.TablesOfVpc[vpc.Id]) Show(table);
        foreach (NetworkAcl acl in design.NetworkAcls.Where(acl => acl.VpcId == vpc.Id)) Show(acl);
        foreach (SecurityGroup group in design.SecurityGroups.Where(group => group.VpcId == vpc.Id)) Show(group);
        foreach (NatGateway gateway in design.NatGateways.Where(gateway => gateway.VpcId == vpc.Id)) Show(gateway);
        foreach (VpcEndpoint endpoint in design.VpcEndpoints.Where(endpoint => endpoint.VpcId == vpc.Id)) Show(endpoint);
        return _outline.Lines;
    }

    private void Attributes()
    {
        string options = vpc.DhcpOptionsId is { } id ? $", DHCP options {lookup.NameOf(id)}" : "";
        _outline.Add(1, $"DNS support {OnOff(vpc.EnableDnsSupport)}, DNS host names {OnOff(vpc.EnableDnsHostnames)}{options}");
        foreach (InternetGateway gateway in design.InternetGateways.Where(gateway => gateway.VpcId == vpc.Id)) _outline.Add(1, $"internet gateway {DesignText.Named(gateway.Name, gateway.Id)}");
        foreach (EgressOnlyInternetGateway gateway in design.EgressOnlyInternetGateways.Where(gateway => gateway.VpcId == vpc.Id))
            _outline.Add(1, $"egress-only internet gateway {DesignText.Named(gateway.Name, gateway.Id)}");
        foreach (Model.Vpn.VpnGateway gateway in design.VpnGateways.Where(gateway => gateway.VpcId == vpc.Id)) _outline.Add(1, $"virtual private gateway {DesignText.Named(gateway.Name, gateway.Id)}");
        foreach (Model.Transit.TransitGatewayAttachment attachment in design.TransitGatewayAttachments.Where(attachment => attachment.ResourceId == vpc.Id))
            _outline.Add(1, $"transit gateway {lookup.NameOf(attachment.TransitGatewayId)} by {attachment.Name}");
    }

    private void Show(Subnet subnet)
    {
        string blocks = string.Join(", ", new[] { subnet.CidrBlock, subnet.Ipv6CidrBlock }.Where(static block => block is not null));
        _outline.Add(1, $"subnet {DesignText.Named(subnet.Name, subnet.Id)}  {blocks}  {subnet.AvailabilityZone}  {(lookup.IsPublic(subnet) ? "public" : "private")}");
        _outline.Add(2, $"route table {NameOf(subnet.RouteTableId)}, network ACL {NameOf(subnet.NetworkAclId)}");
        _outline.AddTable(2, [.. lookup.InterfacesOfSubnet[subnet.Id].Select(eni => new[] { DesignText.Named(eni.Name, eni.Id), Addresses(eni), Groups(eni), Owner(eni) })]);
    }

    private string Owner(NetworkInterface eni)
    {
        string owner = lookup.OwnerOf(eni) ?? "not attached";
        return eni.ListeningPorts.IsEmpty ? owner : $"{owner}, listens at {string.Join(", ", eni.ListeningPorts)}";
    }

    private static string Addresses(NetworkInterface eni)
    {
        IEnumerable<string> ipv4 = eni.PrivateAddresses.Select(static address => address.PublicAddress is { } outside ? $"{address.Address} = {outside}" : address.Address.ToString());
        return string.Join(", ", ipv4.Concat(eni.Ipv6Addresses.Select(static address => address.ToString())).Concat(eni.Ipv4Prefixes.Select(static prefix => prefix.ToString())).Concat(eni.Ipv6Prefixes.Select(static prefix => prefix.ToString())));
    }

    private string Groups(NetworkInterface eni) => eni.SecurityGroupIds.IsEmpty ? "" : $"[{string.Join(", ", eni.SecurityGroupIds.Select(lookup.NameOf))}]";

    private void Show(RouteTable table)
    {
        string[] of = [.. lookup.SubnetsOfTable[table.Id].Select(static subnet => subnet.Name), .. table.GatewayIds.Select(lookup.NameOf)];
        _outline.Add(1, $"route table {DesignText.Named(table.Name, table.Id)}{(table.IsMain ? "  main" : "")}  {Of(of)}");
        _outline.AddTable(2, [.. table.Routes.Select(route => new[] { RouteText.Destination(route, lookup), RouteText.Target(route, lookup) })]);
    }

    private void Show(NetworkAcl acl)
    {
        _outline.Add(1, $"network ACL {DesignText.Named(acl.Name, acl.Id)}{(acl.IsDefault ? "  default" : "")}  {Of([.. lookup.SubnetsOfAcl[acl.Id].Select(static subnet => subnet.Name)])}");
        foreach (NetworkAclEntry entry in acl.Entries.OrderBy(static entry => entry.Egress).ThenBy(static entry => entry.RuleNumber)) _outline.Add(2, entry.ToString());
    }

    private void Show(SecurityGroup group)
    {
        int members = lookup.InterfacesOfGroup[group.Id].Count();
        _outline.Add(1, $"security group {DesignText.Named(group.Name, group.Id)}  {(members == 0 ? "of no interface" : members == 1 ? "of 1 interface" : $"of {members} interfaces")}");
        foreach (SecurityGroupRule rule in group.Ingress) _outline.Add(2, $"inbound {Words(rule)} from {Peer(rule)}");
        foreach (SecurityGroupRule rule in group.Egress) _outline.Add(2, $"outbound {Words(rule)} to {Peer(rule)}");
    }

    private static string Words(SecurityGroupRule rule) => Model.RuleText.ProtocolAndPorts(rule.Protocol, rule.FromPort, rule.ToPort);

    private string Peer(SecurityGroupRule rule) => rule.Cidr?.ToString() ?? lookup.NameOf(rule.PrefixListId ?? rule.GroupId ?? rule.Peer);

    private void Show(NatGateway gateway)
    {
        if (gateway.IsRegional)
        {
            _outline.Add(1, $"NAT gateway {DesignText.Named(gateway.Name, gateway.Id)}  regional, {(gateway.ProvisionsZones ? "automatic" : "manual")}, route table {NameOf(gateway.RouteTableId)}");
            _outline.AddTable(2, [.. design.NetworkInterfaces.Where(eni => eni.OfRegionalNat?.GatewayId == gateway.Id)
                .Select(static eni => new[] { eni.OfRegionalNat!.AvailabilityZone, string.Join(", ", eni.PrivateAddresses.Select(static address => address.PublicAddress)) })]);
            return;
        }
        string addresses = lookup.Interface(gateway.NetworkInterfaceId) is { } eni ? $"  {Addresses(eni)}" : "";
        _outline.Add(1, $"NAT gateway {DesignText.Named(gateway.Name, gateway.Id)}  {(gateway.IsPublic ? "public" : "private")}  in {NameOf(gateway.SubnetId)}{addresses}");
    }

    private void Show(VpcEndpoint endpoint)
    {
        string where = endpoint.Type == EndpointType.Gateway
            ? endpoint.RouteTableIds.IsEmpty ? "in no route table" : $"in {string.Join(", ", endpoint.RouteTableIds.Select(lookup.NameOf))}"
            : $"in {string.Join(", ", endpoint.SubnetIds.Select(lookup.NameOf))}{(endpoint.PrivateDnsEnabled ? ", private DNS" : "")}{(endpoint.SecurityGroupIds.IsEmpty ? "" : $"  [{string.Join(", ", endpoint.SecurityGroupIds.Select(lookup.NameOf))}]")}";
        _outline.Add(1, $"{TypeOf(endpoint.Type)} endpoint {DesignText.Named(endpoint.Name, endpoint.Id)}  {endpoint.ServiceName}  {where}");
    }

    private static string TypeOf(EndpointType type) => type switch
    {
        EndpointType.Gateway => "gateway",
        EndpointType.Interface => "interface",
        EndpointType.GatewayLoadBalancer => "Gateway Load Balancer",
        EndpointType.Resource => "resource",
        _ => "service network",
    };

    private static string Of(string[] names) => names.Length == 0 ? "of no subnet" : $"of {string.Join(", ", names)}";

    private string NameOf(string? id) => id is null ? "none" : lookup.NameOf(id);

    private static string OnOff(bool on) => on ? "on" : "off";
}
