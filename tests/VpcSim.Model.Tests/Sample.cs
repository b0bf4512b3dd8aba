using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Tests;

/// <summary>Short words for nouns; a resource's id is its kind's prefix and its name.</summary>
internal static class Sample
{
    public static Vpc Vpc(string name = "Vpc", string block = "10.0.0.0/16", string? ipv6 = null, string region = "us-east-1") => new()
    {
        Name = name,
        Id = $"vpc-{name}",
        CidrBlock = Cidr.Parse(block),
        Ipv6CidrBlocks = ipv6 is null ? [] : [Cidr.Parse(ipv6)],
        Region = region,
    };

    public static Subnet Subnet(string name, string block, string vpc = "Vpc", string zone = "us-east-1a", string? ipv6 = null) => new()
    {
        Name = name,
        Id = $"subnet-{name}",
        VpcId = $"vpc-{vpc}",
        CidrBlock = Cidr.Parse(block),
        Ipv6CidrBlock = ipv6 is null ? null : Cidr.Parse(ipv6),
        AvailabilityZone = zone,
    };

    public static NetworkInterface Interface(string name, string subnet = "A", string? address = null, params string[] groups) => new()
    {
        Name = name,
        Id = $"eni-{name}",
        SubnetId = $"subnet-{subnet}",
        PrivateAddresses = address is null ? [] : [new PrivateAddress(IpAddress.Parse(address))],
        SecurityGroupIds = [.. groups.Select(group => $"sg-{group}")],
    };

    public static NetworkInterface Launched(string name, string subnet = "A", string? address = null) =>
        Interface(name, subnet, address) with { CreatedByLaunch = true, InstanceId = $"i-{name}" };

    public static SecurityGroup Group(string name, string vpc = "Vpc", params SecurityGroupRule[] ingress) =>
        new() { Name = name, Id = $"sg-{name}", VpcId = $"vpc-{vpc}", Ingress = [.. ingress] };

    public static SecurityGroupRule Tcp(int port, string block = "0.0.0.0/0") =>
        new() { Protocol = IpProtocol.Tcp, FromPort = port, ToPort = port, Cidr = Cidr.Parse(block) };

    public static SecurityGroupRule FromGroup(string name) => new() { Protocol = IpProtocol.All, GroupId = $"sg-{name}" };

    public static NetworkAcl Acl(string name, params NetworkAclEntry[] entries) =>
        new() { Name = name, Id = $"acl-{name}", VpcId = "vpc-Vpc", Entries = [.. entries] };

    public static NetworkAclEntry Entry(int number, bool egress = false, string block = "0.0.0.0/0") =>
        new() { RuleNumber = number, Egress = egress, Allow = true, Protocol = IpProtocol.All, CidrBlock = Cidr.Parse(block) };

    public static RouteTable Table(string name, params Route[] routes) =>
        new() { Name = name, Id = $"rtb-{name}", VpcId = "vpc-Vpc", Routes = [.. routes] };

    public static Route Route(string destination, RouteTargetKind kind, string target) =>
        new() { Destination = Cidr.Parse(destination), TargetKind = kind, TargetId = target };

    public static InternetGateway Internet(string name = "Igw", string? vpc = "Vpc") =>
        new() { Name = name, Id = $"igw-{name}", VpcId = vpc is null ? null : $"vpc-{vpc}" };

    public static VpnGateway Vgw(string name, string? vpc = null) =>
        new() { Name = name, Id = $"vgw-{name}", VpcId = vpc is null ? null : $"vpc-{vpc}" };

    public static VpnConnection Vpn(string name, string gateway, bool isStatic, params string[] routes) => new()
    {
        Name = name,
        Id = $"vpn-{name}",
        VpnGatewayId = $"vgw-{gateway}",
        CustomerGatewayId = "cgw-1",
        StaticRoutesOnly = isStatic,
        Routes = [.. routes.Select(Cidr.Parse)],
    };

    public static NatGateway Nat(string name, string subnet = "A", params string[] allocations) => new()
    {
        Name = name,
        Id = $"nat-{name}",
        SubnetId = $"subnet-{subnet}",
        AllocationIds = [.. allocations.Select(allocation => $"eipalloc-{allocation}")],
    };

    public static BlockPublicAccessExclusion Exclusion(string name, string vpc = "Vpc") => new() { Name = name, Id = $"vpcbpa-exclude-{name}", VpcId = $"vpc-{vpc}" };

    public static ElasticIp Eip(string name, string address = "::", string? networkInterface = null) => new()
    {
        Name = name,
        AllocationId = $"eipalloc-{name}",
        PublicAddress = IpAddress.Parse(address),
        NetworkInterfaceId = networkInterface is null ? null : $"eni-{networkInterface}",
    };

    public static PeeringConnection Peering(string requester, string accepter, bool active = true) => new()
    {
        Name = $"{requester}{accepter}",
        Id = $"pcx-{requester}{accepter}",
        RequesterVpcId = $"vpc-{requester}",
        AccepterVpcId = $"vpc-{accepter}",
        IsActive = active,
    };

    public static VpcEndpoint Gateway(string service = "s3", string region = "us-east-1", params string[] tables) => new()
    {
        Name = $"{service}Endpoint",
        Id = $"vpce-{service}",
        VpcId = "vpc-Vpc",
        Type = EndpointType.Gateway,
        ServiceName = $"com.amazonaws.{region}.{service}",
        RouteTableIds = [.. tables.Select(table => $"rtb-{table}")],
    };

    public static VpcEndpoint InterfaceEndpoint(string name, params string[] subnets) => new()
    {
        Name = name,
        Id = $"vpce-{name}",
        VpcId = "vpc-Vpc",
        Type = EndpointType.Interface,
        ServiceName = "com.amazonaws.us-east-1.secretsmanager",
        SubnetIds = [.. subnets.Select(subnet => $"subnet-{subnet}")],
    };

    /// <summary>A VPC 10.0.0.0/16 with the subnet A, 10.0.1.0/24.</summary>
    public static Design OneSubnet() => new() { Vpcs = [Vpc()], Subnets = [Subnet("A", "10.0.1.0/24")] };

    public static ProvisionResult Provision(this Design design, ProvisionOptions? options = null) =>
        Provisioner.Provision(design, options ?? ProvisionOptions.Default);

    /// <summary>The completed design of one that AWS takes.</summary>
    public static Design Complete(this Design design)
    {
        ProvisionResult result = design.Provision();
        Assert.Empty(result.Errors);
        return result.Design;
    }

    /// <summary>The one error that a design has.</summary>
    public static DesignError Refused(this Design design, string code, Quotas? quotas = null)
    {
        DesignError error = Assert.Single(design.Provision(ProvisionOptions.Default with { Quotas = quotas ?? Quotas.Default }).Errors);
        Assert.Equal(code, error.Code);
        return error;
    }

    public static void Accepted(this Design design, Quotas? quotas = null) =>
        Assert.Empty(design.Provision(ProvisionOptions.Default with { Quotas = quotas ?? Quotas.Default }).Errors);

    public static NetworkInterface InterfaceCalled(this Design design, string name) => design.NetworkInterfaces.Single(item => item.Name == name);

    public static string PrimaryOf(this Design design, string name) => design.InterfaceCalled(name).PrivateAddresses[0].Address.ToString();

    public static RouteTable TableCalled(this Design design, string name) => design.RouteTables.Single(item => item.Name == name);
}
