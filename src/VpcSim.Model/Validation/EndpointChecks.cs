using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>Which services an endpoint of a kind reaches, and what it needs in its VPC. (AWS PrivateLink guide; EC2 API, CreateVpcEndpoint)</summary>
internal static class EndpointChecks
{
    public static void Check(Draft draft)
    {
        var privateNames = new HashSet<(string, string)>();
        foreach (VpcEndpoint endpoint in draft.Endpoints)
        {
            if (draft.Vpcs.Find(endpoint.VpcId) is not { } vpc)
            {
                draft.RefuseMissing("InvalidVpcId.NotFound", $"The Vpc Id '{endpoint.VpcId}' does not exist.", endpoint.Name);
                continue;
            }
            if (RegionOf(endpoint.ServiceName) is { } region && region != vpc.Region)
            {
                draft.Refuse("InvalidServiceName", $"The Vpc Endpoint Service '{endpoint.ServiceName}' does not exist in {vpc.Region}: an "
                    + "endpoint reaches a service of its VPC's own region.", endpoint.Name);
                continue;
            }
            EndpointPolicyChecks.Check(draft, endpoint);
            if (endpoint.Type == EndpointType.Gateway)
                CheckGateway(draft, endpoint, vpc);
            else
                CheckInterface(draft, endpoint, vpc, privateNames);
        }
    }

    private static void CheckGateway(Draft draft, VpcEndpoint endpoint, Vpc vpc)
    {
        if (ManagedPrefixLists.ServiceOf(endpoint.ServiceName, vpc.Region) is null)
        {
            draft.Refuse("InvalidParameter", $"The Vpc Endpoint Service '{endpoint.ServiceName}' does not support the endpoint type Gateway, "
                + "which is for S3 and DynamoDB alone; use an Interface endpoint.", endpoint.Name);
        }
        foreach (string id in endpoint.RouteTableIds)
        {
            RouteTable? table = draft.Tables.Find(id);
            if (table is null)
                draft.RefuseMissing("InvalidRouteTableId.NotFound", $"The Route Table Id '{id}' does not exist.", endpoint.Name);
            else if (table.VpcId != vpc.Id)
                draft.Refuse("InvalidParameter", $"The route table {table.Name} is not of the endpoint's VPC {vpc.Name}.", endpoint.Name);
        }
        if (!vpc.EnableDnsSupport || !vpc.EnableDnsHostnames)
        {
            draft.Findings.Add(new Finding("dns-attributes-off", $"Hosts of {vpc.Name} find the service of {endpoint.Name} by its names only with both enableDnsSupport and "
                + "enableDnsHostnames on, or by a DNS server of their own; captured packets are routed as they stand.", endpoint.Name));
        }
        if (endpoint.PrivateDnsEnabled)
            draft.Refuse("InvalidParameter", "Private DNS can only be enabled on an Interface endpoint.", endpoint.Name);
    }

    private static void CheckInterface(Draft draft, VpcEndpoint endpoint, Vpc vpc, HashSet<(string, string)> privateNames)
    {
        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string id in endpoint.SubnetIds)
        {
            Subnet? subnet = draft.Subnets.Find(id);
            if (subnet is null)
            {
                draft.RefuseMissing("InvalidSubnetId.NotFound", $"The Subnet Id '{id}' does not exist.", endpoint.Name);
                continue;
            }
            if (subnet.VpcId != vpc.Id)
                draft.Refuse("InvalidParameter", $"The subnet {subnet.Name} is not of the endpoint's VPC {vpc.Name}.", endpoint.Name);
            CheckFamilies(draft, endpoint, subnet);
            if (!zones.TryAdd(subnet.AvailabilityZone, subnet.Name))
            {
                draft.Refuse("DuplicateSubnetsInSameZone", $"The subnets {zones[subnet.AvailabilityZone]} and {subnet.Name} are both in "
                    + $"{subnet.AvailabilityZone}: an endpoint takes one subnet for each Availability Zone.", endpoint.Name);
            }
        }
        foreach (string id in endpoint.SecurityGroupIds)
        {
            SecurityGroup? group = draft.Groups.Find(id);
            if (group is null)
                draft.RefuseMissing("InvalidSecurityGroupId.NotFound", $"The security group '{id}' does not exist.", endpoint.Name);
            else if (group.VpcId != vpc.Id)
                draft.Refuse("InvalidParameter", $"The security group {group.Name} is not of the endpoint's VPC {vpc.Name}.",
                    endpoint.Name);
        }
        if (endpoint.PrivateDnsEnabled) CheckPrivateDns(draft, endpoint, vpc, privateNames);
        if (endpoint.Type == EndpointType.GatewayLoadBalancer) CheckInspection(draft, endpoint);
    }

    private static void CheckFamilies(Draft draft, VpcEndpoint endpoint, Subnet subnet)
    {
        bool ipv4 = subnet.CidrBlock is not null, ipv6 = subnet.Ipv6CidrBlock is not null;
        (bool fits, string needs) = endpoint.AddressType switch
        {
            EndpointAddressType.Ipv4 => (ipv4, "an IPv4 block"),
            EndpointAddressType.Ipv6 => (ipv6 && !ipv4, "an IPv6 block alone (an IPv6-only subnet)"),
            _ => (ipv4 && ipv6, "both an IPv4 and an IPv6 block"),
        };
        if (fits) return;
        draft.Refuse("InvalidParameter", $"The IP address type {endpoint.AddressType.ToString().ToLowerInvariant()} needs subnets with {needs}, which {subnet.Name} is not.",
            endpoint.Name);
    }

    private static void CheckInspection(Draft draft, VpcEndpoint endpoint)
    {
        if (endpoint.SubnetIds.Length != 1)
            draft.Refuse("InvalidParameter", $"An endpoint of the type GatewayLoadBalancer is made in exactly one subnet, not in {endpoint.SubnetIds.Length}.", endpoint.Name);
        if (!endpoint.SecurityGroupIds.IsEmpty)
            draft.Refuse("InvalidParameter", "Security groups are not supported by an endpoint of the type GatewayLoadBalancer.", endpoint.Name);
    }

    private static void CheckPrivateDns(Draft draft, VpcEndpoint endpoint, Vpc vpc, HashSet<(string, string)> privateNames)
    {
        if (!vpc.EnableDnsSupport || !vpc.EnableDnsHostnames)
        {
            draft.Refuse("InvalidParameter", "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to "
                + $"true for {vpc.Name}.", endpoint.Name);
        }
        if (!privateNames.Add((vpc.Id, endpoint.ServiceName)))
        {
            draft.Refuse("InvalidParameter", $"private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                + $"{endpoint.ServiceName} in the VPC {vpc.Name}.", endpoint.Name);
        }
    }

    private static string? RegionOf(string serviceName)
    {
        foreach (string part in serviceName.Split('.'))
            if (AvailabilityZones.IsRegion(part)) return part;
        return null;
    }
}
