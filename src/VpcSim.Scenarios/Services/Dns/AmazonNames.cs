using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Services.Dns;

/// <summary>The names that AWS's DNS servers know, as one VPC sees them or as everybody does.</summary>
/// <param name="design">The completed design.</param>
/// <param name="vpc">The VPC whose Amazon DNS server is asked; null for whoever asks from outside.</param>
internal sealed class AmazonNames(Design design, Vpc? vpc)
{
    private const string Reverse = ".in-addr.arpa";
    private const string DualStack = "dualstack.";

    /// <summary>What stands at a name in lower case; null where there is no such name.</summary>
    public DnsRecords? Find(string name) => name.EndsWith(Reverse, StringComparison.Ordinal)
        ? FindPointer(name[..^Reverse.Length])
        : FindInstance(name) ?? FindWorkload(name) ?? FindEndpoint(name) ?? FindPrivateName(name) ?? FindPublicName(name);

    // VPC guide, "DNS attributes for your VPC": with both attributes on, private names resolve, and public ones to the private address from within the VPC.
    private DnsRecords? FindInstance(string name)
    {
        foreach (Vpc owner in design.Vpcs)
        {
            if (!InstanceNames.HasNames(owner)) continue;
            if (InstanceNames.AddressIn(name, "ip-", InstanceNames.PrivateDomain(owner.Region)) is { } own)
            {
                if (owner.Id == vpc?.Id && OwnerOf(owner, own, isPublic: false) is not null) return new DnsRecords([own]);
            }
            else if (InstanceNames.AddressIn(name, "ec2-", InstanceNames.PublicDomain(owner.Region)) is { } outside && OwnerOf(owner, outside, isPublic: true) is { } mapped)
            {
                return new DnsRecords([owner.Id == vpc?.Id ? mapped.Address : outside]);
            }
        }
        return null;
    }

    private PrivateAddress? OwnerOf(Vpc owner, IpAddress address, bool isPublic)
    {
        foreach (NetworkInterface networkInterface in design.NetworkInterfaces)
        {
            foreach (PrivateAddress held in networkInterface.PrivateAddresses)
                if ((isPublic ? held.PublicAddress : held.Address) == address && VpcOf(networkInterface) == owner.Id) return held;
        }
        return null;
    }

    private string? VpcOf(NetworkInterface networkInterface) => design.Subnets.FirstOrDefault(subnet => subnet.Id == networkInterface.SubnetId)?.VpcId;

    // ELB API, CreateLoadBalancer, Scheme: the name of an internet-facing load balancer resolves to public addresses, that of an internal one to private ones, for everybody.
    // RDS API, CreateDBInstance, PubliclyAccessible: a database's endpoint resolves to the private address within its VPC, to a public one that it has elsewhere.
    private DnsRecords? FindWorkload(string name)
    {
        foreach (Workload workload in design.Workloads)
        {
            if (workload.Hosts.FirstOrDefault(host => host.Name == name) is not { } known) continue;
            bool isBalancer = workload.Type.StartsWith("AWS::ElasticLoadBalancing", StringComparison.Ordinal);
            return new DnsRecords(
                [.. known.NetworkInterfaceIds.Select(id => design.NetworkInterfaces.FirstOrDefault(own => own.Id == id)).OfType<NetworkInterface>().SelectMany(own => Told(own, isBalancer))],
                Seconds: isBalancer ? 60 : 5);
        }
        return null;
    }

    private IEnumerable<IpAddress> Told(NetworkInterface own, bool isBalancer)
    {
        bool atHome = !isBalancer && VpcOf(own) == vpc?.Id;
        if (own.PrivateAddresses is [var primary, ..]) yield return atHome ? primary.Address : primary.PublicAddress ?? primary.Address;
        foreach (IpAddress address in own.Ipv6Addresses) yield return address;
    }

    // AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint": the endpoint's own names are public, with private addresses.
    private DnsRecords? FindEndpoint(string name)
    {
        if (!name.EndsWith(".vpce.amazonaws.com", StringComparison.Ordinal)) return null;
        foreach (VpcEndpoint endpoint in design.VpcEndpoints)
        {
            if (endpoint.IsDeleted || endpoint.Type != EndpointType.Interface || design.Vpcs.FirstOrDefault(known => known.Id == endpoint.VpcId) is not { } owner) continue;
            if (EndpointNames.Regional(endpoint, owner.Region) == name) return new DnsRecords(AddressesOf(endpoint, zone: null));
            foreach (string zone in design.Subnets.Where(subnet => endpoint.SubnetIds.Contains(subnet.Id)).Select(static subnet => subnet.AvailabilityZone))
                if (EndpointNames.Zonal(endpoint, owner.Region, zone) == name) return new DnsRecords(AddressesOf(endpoint, zone));
        }
        return null;
    }

    // AWS PrivateLink guide, "DNS hostnames": with private DNS the service's public name leads to the endpoint, if both DNS attributes are on.
    private DnsRecords? FindPrivateName(string name)
    {
        if (vpc is null || !InstanceNames.HasNames(vpc)) return null;
        foreach (VpcEndpoint endpoint in design.VpcEndpoints)
        {
            if (endpoint is not { IsDeleted: false, Type: EndpointType.Interface, PrivateDnsEnabled: true } || endpoint.VpcId != vpc.Id) continue;
            if (PublicServices.DomainOf(endpoint.ServiceName, vpc.Region) is { } domain && IsWithin(name, domain)) return new DnsRecords(AddressesOf(endpoint, zone: null));
        }
        return null;
    }

    private DnsRecords? FindPublicName(string name)
    {
        foreach (Vpc known in design.Vpcs)
        {
            foreach (PublicService service in PublicServices.Of(known.Region))
            {
                if (IsWithin(name, service.Domain)) return new DnsRecords([.. service.Addresses.Where(static address => address.IsIPv4)], Seconds: 5);
                string dual = service.Domain.Insert(service.Domain.IndexOf('.', StringComparison.Ordinal) + 1, DualStack);
                if (IsWithin(name, dual)) return new DnsRecords(service.Addresses, Seconds: 5);
            }
        }
        return null;
    }

    private ImmutableArray<IpAddress> AddressesOf(VpcEndpoint endpoint, string? zone)
    {
        var addresses = ImmutableArray.CreateBuilder<IpAddress>();
        foreach (NetworkInterface networkInterface in design.NetworkInterfaces)
        {
            if (!endpoint.NetworkInterfaceIds.Contains(networkInterface.Id)) continue;
            if (zone is not null && design.Subnets.FirstOrDefault(subnet => subnet.Id == networkInterface.SubnetId)?.AvailabilityZone != zone) continue;
            foreach (PrivateAddress address in networkInterface.PrivateAddresses) addresses.Add(address.Address);
            addresses.AddRange(networkInterface.Ipv6Addresses);
        }
        return addresses.ToImmutable();
    }

    private DnsRecords? FindPointer(string reversed)
    {
        string[] bytes = reversed.Split('.');
        if (bytes.Length != 4 || !bytes.All(static text => byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))) return null;
        IpAddress address = IpAddress.Parse(string.Join('.', bytes.Reverse()));
        foreach (Vpc owner in design.Vpcs)
        {
            if (!InstanceNames.HasNames(owner)) continue;
            if (owner.Id == vpc?.Id && OwnerOf(owner, address, isPublic: false) is not null) return new DnsRecords([], InstanceNames.Private(address, owner.Region));
            if (OwnerOf(owner, address, isPublic: true) is not null) return new DnsRecords([], InstanceNames.Public(address, owner.Region));
        }
        return null;
    }

    private static bool IsWithin(string name, string domain) => name == domain || name.EndsWith($".{domain}", StringComparison.Ordinal);
}
