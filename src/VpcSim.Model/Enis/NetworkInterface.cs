using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Enis;

/// <summary>An elastic network interface (ENI): where addresses, security groups and flow logs live. (EC2 guide, "Elastic network interfaces")</summary>
public sealed record NetworkInterface
{
    /// <summary>The logical id; an instance's primary interface carries the instance's name, its next ones <c>NAME:1</c> and so on.</summary>
    public required string Name { get; init; }

    /// <summary><c>eni-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Empty for a regional NAT gateway's, which lies in no subnet.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Where a regional NAT gateway's is; null for every other, whose subnet says it.</summary>
    public NatGatewayPlace? OfRegionalNat { get; init; }

    /// <summary>Private IPv4 addresses, the primary one first. Empty as written: provisioning draws the primary, and one for each entry that holds
    /// the default address.</summary>
    public ImmutableArray<PrivateAddress> PrivateAddresses { get; init; } = [];

    /// <summary>How many secondary private IPv4 addresses provisioning is to draw.</summary>
    public int SecondaryPrivateAddressCount { get; init; }

    public ImmutableArray<IpAddress> Ipv6Addresses { get; init; } = [];

    /// <summary>How many IPv6 addresses provisioning is to draw; null leaves it to the subnet's <c>AssignIpv6AddressOnCreation</c>.</summary>
    public int? Ipv6AddressCount { get; init; }

    /// <summary>IPv4 blocks (/28 of the subnet) delegated to the interface: each address in them is its own. (EC2 guide, "Prefix delegation for Amazon EC2 network interfaces")</summary>
    public ImmutableArray<Cidr> Ipv4Prefixes { get; init; } = [];

    /// <summary>How many IPv4 blocks provisioning is to draw.</summary>
    public int Ipv4PrefixCount { get; init; }

    /// <summary>IPv6 blocks (/80 of the subnet) delegated to the interface.</summary>
    public ImmutableArray<Cidr> Ipv6Prefixes { get; init; } = [];

    /// <summary>How many IPv6 blocks provisioning is to draw.</summary>
    public int Ipv6PrefixCount { get; init; }

    /// <summary>At most 5 unless the quota was raised. Empty as written stands for the VPC's default group.</summary>
    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Whether AWS gives the primary address a public one at launch; null leaves it to the subnet's <c>MapPublicIpOnLaunch</c>. Only for interfaces made with an instance.</summary>
    public bool? AssociatePublicIpAddress { get; init; }

    /// <summary>Made by the launch of an instance, not by an <c>AWS::EC2::NetworkInterface</c> of its own: only such draw public addresses.</summary>
    public bool CreatedByLaunch { get; init; }

    public bool SourceDestCheck { get; init; } = true;

    public InterfaceKind Kind { get; init; } = InterfaceKind.Interface;

    /// <summary>AWS's word for its type, such as <c>efa</c> or <c>ec2_instance_connect_endpoint</c>; null where <see cref="Kind"/> says it all. (EC2 API,
    /// DescribeNetworkInterfaces, interface-type)</summary>
    public string? InterfaceType { get; init; }

    /// <summary>The instance that it is attached to, if any.</summary>
    public string? InstanceId { get; init; }

    /// <summary>0 for the primary interface of an instance.</summary>
    public int DeviceIndex { get; init; }

    /// <summary>As AWS writes it, such as <c>RDSNetworkInterface</c>.</summary>
    public string Description { get; init; } = "";

    /// <summary>The task of ECS that it was made for; null where it is of none, or where that is not known.</summary>
    public EcsTask? Task { get; init; }

    /// <summary>Where what stands behind it is known to listen. Says nothing of what security groups let through.</summary>
    public ImmutableArray<ListeningPort> ListeningPorts { get; init; } = [];

    /// <summary>Values by key.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether a Global Accelerator brings connections to it, which AWS tracks whatever the rules. (EC2 guide, "Security group connection tracking")</summary>
    public bool IsAccelerated { get; init; }

    public ConnectionTracking ConnectionTracking { get; init; } = ConnectionTracking.Default;

    /// <summary>Whether it has been deleted under way: it keeps its place in the list, and nothing leads to it.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Whether it is a mount target of EFS, whose traffic the network does not encrypt. (EC2 API, VpcEncryptionControlConfiguration)</summary>
    public bool IsMountTarget => InterfaceType == "efs" || Kind == InterfaceKind.Service && Description.StartsWith("EFS mount target", StringComparison.Ordinal);

    /// <summary>True for interfaces that an AWS service made and owns (NAT gateway, interface endpoint, load balancer, database).</summary>
    public bool RequesterManaged => Kind != InterfaceKind.Interface;
}
