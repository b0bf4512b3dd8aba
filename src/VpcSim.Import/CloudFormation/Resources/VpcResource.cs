using VpcSim.Model.Addressing;
using VpcSim.Model.Vpcs;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::VPC</c>.</summary>
internal static class VpcResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::VPC", "vpc", Read,
        "CidrBlock EnableDnsSupport EnableDnsHostnames InstanceTenancy Tags", "Ipv4IpamPoolId Ipv4NetmaskLength",
        simulator: "MainRouteTableId DefaultNetworkAclId DefaultSecurityGroupId");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryCidr("CidrBlock", out Cidr cidr)) return;
        draft.Vpcs.Add(r.Id, new Vpc
        {
            Name = r.Name,
            Id = r.Id,
            CidrBlock = cidr,
            Region = r.Deployment.Region,
            AccountId = r.Deployment.AccountId,
            EnableDnsSupport = r.Boolean("EnableDnsSupport") ?? true,
            EnableDnsHostnames = r.Boolean("EnableDnsHostnames") ?? false,
            MainRouteTableId = r.Simulator.Text("MainRouteTableId"),
            DefaultNetworkAclId = r.Simulator.Text("DefaultNetworkAclId"),
            DefaultSecurityGroupId = r.Simulator.Text("DefaultSecurityGroupId"),
        });
    }
}
