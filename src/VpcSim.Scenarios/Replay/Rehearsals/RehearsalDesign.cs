using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Replay.Rehearsals;

/// <summary>A VPC of two subnets with a host each, guarded by a group and a network ACL of several rules, and open to the internet. Written as provisioning would complete it.</summary>
internal static class RehearsalDesign
{
    public static readonly IpAddress Client = IpAddress.FromIPv4(10, 0, 1, 10), Server = IpAddress.FromIPv4(10, 0, 2, 10);

    private const string Vpc = "vpc-r", Acl = "acl-r", Table = "rtb-r", Group = "sg-r", Gateway = "igw-r";
    private static readonly Cidr Everything = Cidr.AnyIPv4, Nobody = new(IpAddress.FromIPv4(192, 0, 2, 0), 24);

    public static Design Make()
    {
        return new Design
        {
            Vpcs = [new Vpc { Name = Vpc, Id = Vpc, CidrBlock = new Cidr(Client, 16) }],
            Subnets = [SubnetOf(Client), SubnetOf(Server)],
            NetworkInterfaces = [InterfaceOf(Client), InterfaceOf(Server)],
            SecurityGroups = [new SecurityGroup { Name = Group, Id = Group, VpcId = Vpc, Ingress = Rules(before: 20), Egress = Rules(before: 8) }],
            NetworkAcls = [new NetworkAcl { Name = Acl, Id = Acl, VpcId = Vpc, Entries = [.. Entries(egress: false), .. Entries(egress: true)] }],
            InternetGateways = [new InternetGateway { Name = Gateway, Id = Gateway, VpcId = Vpc }],
            RouteTables =
            [
                new RouteTable
                {
                    Name = Table,
                    Id = Table,
                    VpcId = Vpc,
                    Routes =
                    [
                        new Route { Destination = new Cidr(Client, 16), TargetKind = RouteTargetKind.Local, TargetId = "local" },
                        new Route { Destination = Everything, TargetKind = RouteTargetKind.InternetGateway, TargetId = Gateway },
                    ],
                },
            ],
        };
    }

    private static string EniOf(IpAddress host) => $"eni-{host}";

    private static Subnet SubnetOf(IpAddress host) => new()
    {
        Name = $"subnet-{host}",
        Id = $"subnet-{host}",
        VpcId = Vpc,
        CidrBlock = new Cidr(host, 24),
        AvailabilityZone = "us-east-1a",
        RouteTableId = Table,
        NetworkAclId = Acl,
    };

    private static NetworkInterface InterfaceOf(IpAddress host) => new()
    {
        Name = EniOf(host),
        Id = EniOf(host),
        SubnetId = SubnetOf(host).Id,
        PrivateAddresses = [new PrivateAddress(host, IpAddress.FromIPv4(3, 80, 0, (byte)(host.IPv4Bits >> 8)))],
        SecurityGroupIds = [Group],
    };

    // Long lists are classified, short ones asked one rule after the other: both are rehearsed.
    private static ImmutableArray<SecurityGroupRule> Rules(int before) =>
    [
        .. Enumerable.Range(0, before).Select(i => new SecurityGroupRule { Protocol = IpProtocol.Tcp, FromPort = 8000 + i, ToPort = 8000 + i, Cidr = Nobody }),
        new() { Protocol = IpProtocol.All, Cidr = new Cidr(Client, 8) },
        new() { Protocol = IpProtocol.Tcp, FromPort = 1, ToPort = 1023, Cidr = Everything },
        new() { Protocol = IpProtocol.Udp, FromPort = 53, ToPort = 53, Cidr = Everything },
    ];

    private static IEnumerable<NetworkAclEntry> Entries(bool egress) =>
    [
        .. Enumerable.Range(0, 4).Select(i => Entry(egress, 10 + i, allow: false, Nobody)),
        Entry(egress, 100, allow: true, Everything),
    ];

    private static NetworkAclEntry Entry(bool egress, int number, bool allow, Cidr block) =>
        new() { RuleNumber = number, Egress = egress, Allow = allow, Protocol = IpProtocol.All, CidrBlock = block };
}
