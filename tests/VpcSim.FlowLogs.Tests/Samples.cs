using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.FlowLogs.Tests;

/// <summary>Designs and observations with the ids of AWS's own sample records.</summary>
internal static class Samples
{
    public const string VpcId = "vpc-abcdefab012345678";
    public const string SubnetId = "subnet-aaaaaaaa012345678";
    public const string OtherSubnetId = "subnet-22222222bbbbbbbbb";
    public const string InstanceId = "i-01234567890123456";
    public const string EniId = "eni-1235b8ca123456789";
    public const string OtherEniId = "eni-1111aaaa2222bbbb3";
    public const string NatEniId = "eni-0a0a0a0a0a0a0a0a0";

    /// <summary>Positions of the interfaces in <see cref="Design"/>; in order of id they stand 2, 1, 0.</summary>
    public const int Eni = 0, OtherEni = 1, NatEni = 2;

    /// <summary>Two instances in two subnets, and a NAT gateway's interface in the first subnet.</summary>
    public static Design Design(string instanceType = "t2.micro", string otherInstanceType = "t3.micro") => new()
    {
        Region = "ap-southeast-2",
        AccountId = "123456789010",
        Vpcs = [new Vpc { Name = "Vpc", Id = VpcId, CidrBlock = Cidr.Parse("10.0.0.0/16"), Region = "ap-southeast-2", AccountId = "123456789010" }],
        Subnets =
        [
            new Subnet { Name = "A", Id = SubnetId, VpcId = VpcId, CidrBlock = Cidr.Parse("10.0.0.0/24"), AvailabilityZone = "ap-southeast-2a", AvailabilityZoneId = "apse2-az3" },
            new Subnet { Name = "B", Id = OtherSubnetId, VpcId = VpcId, CidrBlock = Cidr.Parse("10.0.1.0/24"), AvailabilityZone = "ap-southeast-2b", AvailabilityZoneId = "apse2-az1" },
        ],
        Instances =
        [
            new Instance { Name = "Web", Id = InstanceId, InstanceType = instanceType },
            new Instance { Name = "Db", Id = "i-0fedcba9876543210", InstanceType = otherInstanceType },
        ],
        NetworkInterfaces =
        [
            new NetworkInterface { Name = "Web", Id = EniId, SubnetId = SubnetId, InstanceId = InstanceId },
            new NetworkInterface { Name = "Db", Id = OtherEniId, SubnetId = OtherSubnetId, InstanceId = "i-0fedcba9876543210" },
            new NetworkInterface { Name = "Nat", Id = NatEniId, SubnetId = SubnetId, Kind = InterfaceKind.NatGateway },
        ],
    };

    /// <summary>An accepted ingress TCP flow unless said otherwise; the packet addresses are the flow's.</summary>
    public static Observation Flow(
        string source,
        string destination,
        int sourcePort,
        int destinationPort,
        int networkInterface = Eni,
        byte protocol = 6,
        bool accepted = true,
        bool egress = false,
        string? packetSource = null,
        string? packetDestination = null,
        byte trafficPath = 0,
        RejectReason reason = RejectReason.None) => new()
        {
            Interface = networkInterface,
            Egress = egress,
            Accepted = accepted,
            RejectReason = reason,
            Source = IpAddress.Parse(source),
            Destination = IpAddress.Parse(destination),
            PacketSource = IpAddress.Parse(packetSource ?? source),
            PacketDestination = IpAddress.Parse(packetDestination ?? destination),
            SourcePort = (ushort)sourcePort,
            DestinationPort = (ushort)destinationPort,
            Protocol = protocol,
            IPv6 = source.Contains(':'),
            TrafficPath = trafficPath,
        };

    public static ImmutableArray<NetworkInterface> Interfaces(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new NetworkInterface { Name = $"e{i}", Id = $"eni-{(i * 7919) % 9973:D17}", SubnetId = SubnetId })];
}
