using VpcSim.DataPath;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;
using VpcSim.TestSupport.Runs;

namespace VpcSim.TestSupport.Designs;

/// <summary>
/// Writes a design in as few words as a test needs. Everything belongs to the latest VPC; a resource is named once and its id is its kind's
/// prefix and that name. What is not said is what AWS makes by itself.
/// </summary>
public sealed partial class DesignBuilder
{
    private readonly Dictionary<string, (RouteTargetKind Kind, string Id)> _targets = [];
    private readonly HashSet<string> _openGroups = [];
    private Design _design = new();
    private string _vpc = "";

    /// <summary>A VPC 10.0.0.0/16 with one subnet <c>a</c>, 10.0.1.0/24.</summary>
    public static DesignBuilder OneSubnet => new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24");

    /// <summary>A VPC 10.0.0.0/16 with two subnets <c>a</c>, 10.0.1.0/24, and <c>b</c>, 10.0.2.0/24.</summary>
    public static DesignBuilder TwoSubnets => OneSubnet.Subnet("b", "10.0.2.0/24");

    public DesignBuilder Vpc(
        string name = "vpc", string cidr = "10.0.0.0/16", string? ipv6 = null, bool dnsSupport = true, string region = "us-east-1", string[]? more = null)
    {
        _vpc = $"vpc-{name}";
        return Add(_design with
        {
            Vpcs = _design.Vpcs.Add(new Vpc
            {
                Name = name,
                Id = _vpc,
                CidrBlock = Cidr.Parse(cidr),
                SecondaryCidrBlocks = [.. (more ?? []).Select(Cidr.Parse)],
                Ipv6CidrBlocks = ipv6 is null ? [] : [Cidr.Parse(ipv6)],
                EnableDnsSupport = dnsSupport,
                Region = region,
            }),
        });
    }

    /// <summary>Goes back to an earlier VPC.</summary>
    public DesignBuilder In(string vpc)
    {
        _vpc = $"vpc-{vpc}";
        return this;
    }

    /// <param name="name">Its name.</param>
    /// <param name="cidr">Its IPv4 block.</param>
    /// <param name="ipv6">Its IPv6 block.</param>
    /// <param name="table">Its route table; else the main one.</param>
    /// <param name="acl">Its network ACL; else the default one.</param>
    /// <param name="zone">The letter of its Availability Zone; else a zone of its own.</param>
    public DesignBuilder Subnet(string name, string cidr, string? ipv6 = null, string? table = null, string? acl = null, char? zone = null)
    {
        string region = _design.Vpcs.Single(vpc => vpc.Id == _vpc).Region;
        return Add(_design with
        {
            Subnets = _design.Subnets.Add(new Subnet
            {
                Name = name,
                Id = $"subnet-{name}",
                VpcId = _vpc,
                CidrBlock = Cidr.Parse(cidr),
                Ipv6CidrBlock = ipv6 is null ? null : Cidr.Parse(ipv6),
                AvailabilityZone = $"{region}{zone ?? (char)('a' + _design.Subnets.Length)}",
                RouteTableId = table is null ? null : $"rtb-{table}",
                NetworkAclId = acl is null ? null : $"acl-{acl}",
            }),
        });
    }

    /// <summary>An interface in the subnet that holds its first address.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="addresses">Private IPv4 and IPv6 addresses, separated by spaces, the primary one first.</param>
    /// <param name="groups">Security groups, separated by spaces; <c>default</c> for the VPC's default one; null for one that is open to everything.</param>
    /// <param name="publicAddress">An Elastic IP on the primary address.</param>
    /// <param name="check">Source/destination check; an interface without it is an instance's.</param>
    /// <param name="type">The instance type; without one the interface is attached to no instance.</param>
    /// <param name="tracking">Idle timeouts.</param>
    /// <param name="metadata">How the instance's metadata service answers.</param>
    public DesignBuilder Eni(
        string name, string addresses, string? groups = null, string? publicAddress = null, bool check = true, string? type = null,
        ConnectionTracking? tracking = null, MetadataOptions? metadata = null)
    {
        IpAddress[] all = [.. addresses.Split(' ').Select(IpAddress.Parse)];
        if (groups is null) AddOpenGroup();
        string[] named = groups is null ? [OpenGroupName] : groups.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        type ??= check ? null : "c5.large";
        if (metadata is not null) type ??= "t3.micro";
        if (type is not null)
        {
            var instance = new Instance { Name = name, Id = $"i-{name}", InstanceType = type, Metadata = metadata ?? MetadataOptions.Default };
            _design = _design with { Instances = _design.Instances.Add(instance) };
        }
        _targets[name] = (RouteTargetKind.NetworkInterface, $"eni-{name}");
        Add(_design with
        {
            NetworkInterfaces = _design.NetworkInterfaces.Add(new NetworkInterface
            {
                Name = name,
                Id = $"eni-{name}",
                SubnetId = _design.Subnets.Single(subnet => subnet.VpcId == _vpc && subnet.Contains(all[0])).Id,
                PrivateAddresses = [.. all.Where(address => address.IsIPv4).Select(address => new PrivateAddress(address))],
                Ipv6Addresses = [.. all.Where(address => !address.IsIPv4)],
                Ipv6AddressCount = 0,
                SecurityGroupIds = named is ["default"] ? [] : [.. named.Select(group => $"sg-{group}")],
                SourceDestCheck = check,
                InstanceId = type is null ? null : $"i-{name}",
                ConnectionTracking = tracking ?? ConnectionTracking.Default,
            }),
        });
        return publicAddress is null ? this : Eip($"{name}-eip", publicAddress, name);
    }

    /// <summary>Delegates blocks to the latest interface: /28 of IPv4, /80 of IPv6.</summary>
    public DesignBuilder Delegating(params string[] prefixes)
    {
        NetworkInterface eni = _design.NetworkInterfaces[^1];
        Cidr[] blocks = [.. prefixes.Select(Cidr.Parse)];
        eni = eni with { Ipv4Prefixes = [.. blocks.Where(block => block.IsIPv4)], Ipv6Prefixes = [.. blocks.Where(block => !block.IsIPv4)] };
        return Add(_design with { NetworkInterfaces = _design.NetworkInterfaces.SetItem(_design.NetworkInterfaces.Length - 1, eni) });
    }

    /// <summary>Attaches the latest interface to the instance of an earlier one, as its next.</summary>
    public DesignBuilder SecondOf(string instance)
    {
        NetworkInterface eni = _design.NetworkInterfaces[^1] with { InstanceId = $"i-{instance}", DeviceIndex = 1 };
        return Add(_design with { NetworkInterfaces = _design.NetworkInterfaces.SetItem(_design.NetworkInterfaces.Length - 1, eni) });
    }

    /// <summary>A gateway that the design names and does not hold (local gateway, carrier gateway, core network), for routes to lead to.</summary>
    public DesignBuilder Elsewhere(string name, RouteTargetKind kind)
    {
        _targets[name] = (kind, name);
        return this;
    }

    /// <summary>An Elastic IP, associated with an interface or free.</summary>
    public DesignBuilder Eip(string name, string address, string? eni = null, string? privateAddress = null) => Add(_design with
    {
        ElasticIps = _design.ElasticIps.Add(new ElasticIp
        {
            Name = name,
            AllocationId = $"eipalloc-{name}",
            PublicAddress = IpAddress.Parse(address),
            NetworkInterfaceId = eni is null ? null : $"eni-{eni}",
            PrivateAddress = privateAddress is null ? null : IpAddress.Parse(privateAddress),
        }),
    });

    /// <summary>Attaches an internet gateway to the VPC.</summary>
    public DesignBuilder InternetGateway(string name = "igw", bool attached = true)
    {
        _targets[name] = (RouteTargetKind.InternetGateway, $"igw-{name}");
        return Add(_design with
        {
            InternetGateways = _design.InternetGateways.Add(new InternetGateway { Name = name, Id = $"igw-{name}", VpcId = attached ? _vpc : null }),
        });
    }

    public DesignBuilder EgressOnlyGateway(string name = "eigw")
    {
        _targets[name] = (RouteTargetKind.EgressOnlyInternetGateway, $"eigw-{name}");
        return Add(_design with
        {
            EgressOnlyInternetGateways = _design.EgressOnlyInternetGateways.Add(new EgressOnlyInternetGateway { Name = name, Id = $"eigw-{name}", VpcId = _vpc }),
        });
    }

    /// <summary>A NAT gateway: public with an Elastic IP, private without.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="subnet">Its subnet.</param>
    /// <param name="address">Its primary private address.</param>
    /// <param name="publicAddress">The Elastic IP of that.</param>
    /// <param name="more">Secondary private addresses, of a public gateway each with its Elastic IP behind a space.</param>
    public DesignBuilder Nat(string name, string subnet, string address, string? publicAddress, params string[] more)
    {
        _targets[name] = (RouteTargetKind.NatGateway, $"nat-{name}");
        Add(_design with
        {
            NatGateways = _design.NatGateways.Add(new NatGateway
            {
                Name = name,
                Id = $"nat-{name}",
                SubnetId = $"subnet-{subnet}",
                IsPublic = publicAddress is not null,
                PrivateIpAddress = IpAddress.Parse(address),
                SecondaryPrivateIpAddresses = [.. more.Select(pair => IpAddress.Parse(pair.Split(' ')[0]))],
                AllocationIds = publicAddress is null ? [] : [$"eipalloc-{name}-eip", .. more.Select((_, i) => $"eipalloc-{name}-eip-{i}")],
            }),
        });
        if (publicAddress is null) return this;
        for (int i = 0; i < more.Length; i++) Eip($"{name}-eip-{i}", more[i].Split(' ')[1]);
        return Eip($"{name}-eip", publicAddress);
    }

    /// <summary>A virtual private gateway with a static VPN connection to the given prefixes; by BGP where there are none.</summary>
    public DesignBuilder Vpn(string name, params string[] prefixes)
    {
        _targets[name] = (RouteTargetKind.VpnGateway, $"vgw-{name}");
        return Add(_design with
        {
            VpnGateways = _design.VpnGateways.Add(new VpnGateway { Name = name, Id = $"vgw-{name}", VpcId = _vpc }),
            CustomerGateways = _design.CustomerGateways.Add(new CustomerGateway { Name = $"{name}-customer", Id = $"cgw-{name}" }),
            VpnConnections = _design.VpnConnections.Add(new VpnConnection
            {
                Name = $"{name}-connection",
                Id = $"vpn-{name}",
                VpnGatewayId = $"vgw-{name}",
                CustomerGatewayId = $"cgw-{name}",
                StaticRoutesOnly = prefixes.Length > 0,
                Routes = [.. prefixes.Select(Cidr.Parse)],
            }),
        });
    }

    public DesignBuilder Peering(string name, string requester, string accepter, bool active = true)
    {
        _targets[name] = (RouteTargetKind.VpcPeeringConnection, $"pcx-{name}");
        return Add(_design with
        {
            PeeringConnections = _design.PeeringConnections.Add(new PeeringConnection
            {
                Name = name,
                Id = $"pcx-{name}",
                RequesterVpcId = $"vpc-{requester}",
                AccepterVpcId = $"vpc-{accepter}",
                IsActive = active,
            }),
        });
    }

    /// <summary>A gateway endpoint of <c>s3</c> or <c>dynamodb</c> in the named route tables.</summary>
    public DesignBuilder GatewayEndpoint(string name, string service, params string[] tables) => GatewayEndpoint(name, service, EndpointAddressType.Ipv4, tables);

    /// <summary>The same for an address family, or both.</summary>
    public DesignBuilder GatewayEndpoint(string name, string service, EndpointAddressType addressType, params string[] tables)
    {
        string region = _design.Vpcs.Single(vpc => vpc.Id == _vpc).Region;
        return Add(_design with
        {
            VpcEndpoints = _design.VpcEndpoints.Add(new VpcEndpoint
            {
                Name = name,
                Id = $"vpce-{name}",
                VpcId = _vpc,
                Type = EndpointType.Gateway,
                ServiceName = $"com.amazonaws.{region}.{service}",
                AddressType = addressType,
                RouteTableIds = [.. tables.Select(table => $"rtb-{table}")],
            }),
        });
    }

    /// <summary>An interface endpoint of Secrets Manager; its interface has the endpoint's name and the given address.</summary>
    public DesignBuilder InterfaceEndpoint(string name, string address, string group)
    {
        Eni(name, address, group);
        NetworkInterface eni = _design.NetworkInterfaces[^1];
        string region = _design.Vpcs.Single(vpc => vpc.Id == _vpc).Region;
        return Add(_design with
        {
            NetworkInterfaces = _design.NetworkInterfaces.SetItem(_design.NetworkInterfaces.Length - 1, eni with { Kind = InterfaceKind.VpcEndpoint }),
            VpcEndpoints = _design.VpcEndpoints.Add(new VpcEndpoint
            {
                Name = $"{name}-endpoint",
                Id = $"vpce-{name}",
                VpcId = _vpc,
                Type = EndpointType.Interface,
                ServiceName = $"com.amazonaws.{region}.secretsmanager",
                SubnetIds = [eni.SubnetId],
                SecurityGroupIds = eni.SecurityGroupIds,
                NetworkInterfaceIds = [eni.Id],
            }),
        });
    }

    /// <summary>A Gateway Load Balancer endpoint; its interface has the endpoint's name and the given address.</summary>
    public DesignBuilder InspectionEndpoint(string name, string address)
    {
        Eni(name, address, check: false);
        NetworkInterface eni = _design.NetworkInterfaces[^1];
        _targets[name] = (RouteTargetKind.GatewayLoadBalancerEndpoint, $"vpce-{name}");
        return Add(_design with
        {
            Instances = _design.Instances.RemoveAt(_design.Instances.Length - 1),
            NetworkInterfaces = _design.NetworkInterfaces.SetItem(_design.NetworkInterfaces.Length - 1, eni with { Kind = InterfaceKind.GatewayLoadBalancerEndpoint, InstanceId = null }),
            VpcEndpoints = _design.VpcEndpoints.Add(new VpcEndpoint
            {
                Name = $"{name}-endpoint",
                Id = $"vpce-{name}",
                VpcId = _vpc,
                Type = EndpointType.GatewayLoadBalancer,
                ServiceName = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
                SubnetIds = [eni.SubnetId],
                NetworkInterfaceIds = [eni.Id],
            }),
        });
    }

    public DesignBuilder PrefixList(string name, params string[] entries) => Add(_design with
    {
        PrefixLists = _design.PrefixLists.Add(new PrefixList
        {
            Name = name,
            Id = $"pl-{name}",
            PrefixListName = name,
            MaxEntries = entries.Length,
            Entries = [.. entries.Select(Cidr.Parse)],
        }),
    });

    /// <summary>The design as it was written, without what AWS makes by itself.</summary>
    public Design Written => _design;

    /// <summary>The design as AWS would hold it.</summary>
    /// <exception cref="InvalidOperationException">AWS would refuse it; the message says every reason.</exception>
    public Design Complete() => Complete(_design);

    /// <summary>A written design as AWS would hold it.</summary>
    /// <exception cref="InvalidOperationException">AWS would refuse it; the message says every reason.</exception>
    public static Design Complete(Design written)
    {
        ProvisionResult result = Provisioner.Provision(written, ProvisionOptions.Default);
        return result.Errors.IsEmpty
            ? result.Design
            : throw new InvalidOperationException($"AWS would refuse the test's design:\n{string.Join('\n', result.Errors)}");
    }

    /// <summary>Completes the design and makes it ready for packets.</summary>
    /// <param name="settings">Switches of the data path.</param>
    /// <param name="remembers">False to let every packet walk the stages.</param>
    /// <param name="bound">How many conversations stay in memory when it is swept; null for all.</param>
    public Run Start(DataPathSettings? settings = null, bool remembers = true, FlowBound? bound = null) =>
        new(Complete(), settings ?? DataPathSettings.Default, remembers, _design, bound: bound);

    private DesignBuilder Add(Design grown)
    {
        _design = grown;
        return this;
    }
}
