using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Naming;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Services;
using VpcSim.Model.Subnets;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Puts a new interface into a subnet that is named as an end: what an instance launched there without further words would have.</summary>
/// <remarks>
/// The lowest free address, an IPv6 one if the subnet has a block, a public one if the subnet gives them, and the VPC's default security group.
/// (EC2 API, "RunInstances": SecurityGroupId, "If you do not specify a security group, Amazon EC2 uses the default security group for the VPC")
/// </remarks>
internal static class NewInterfaces
{
    /// <returns>The design with the interface as its last one.</returns>
    /// <exception cref="FormatException">The subnet takes none.</exception>
    public static Design AddTo(Design design, Subnet subnet, AwsIpRanges ipRanges)
    {
        string name = $"{subnet.Name}/new-interface";
        for (int i = 2; design.NetworkInterfaces.Any(eni => eni.Name == name); i++) name = $"{subnet.Name}/new-interface-{i}";
        Design wished = design with
        {
            NetworkInterfaces = design.NetworkInterfaces.Add(new NetworkInterface
            {
                Name = name,
                Id = AwsIds.Derive("eni", design.AccountId, design.Region, name),
                SubnetId = subnet.Id,
                Ipv6AddressCount = subnet.Ipv6CidrBlock is null ? null : 1,
                CreatedByLaunch = true,
            }),
        };
        ProvisionResult result = Provisioner.Provision(wished, new ProvisionOptions { IpRanges = ipRanges, AlreadyRuns = true });
        ImmutableArray<NetworkInterface> completed = result.Design.NetworkInterfaces;
        int place = design.NetworkInterfaces.Length;
        if (completed.Length <= place || completed[place].Name != name || TraceEnd.AddressesOf(completed[place]).IsEmpty)
            throw new FormatException($"{subnet.Name} has no free address for a new interface");
        return result.Design;
    }
}
