using VpcSim.Model.Vpcs;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::VPCCidrBlock</c>: a secondary IPv4 block, or an IPv6 block, Amazon's or one's own.</summary>
internal static class VpcCidrBlockResource
{
    public const string Type = "AWS::EC2::VPCCidrBlock";

    public static readonly ResourceKind Kind = new(Type, "vpc-cidr-assoc", Read,
        "VpcId CidrBlock AmazonProvidedIpv6CidrBlock Ipv6CidrBlock Ipv6Pool Ipv6CidrBlockNetworkBorderGroup",
        "Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        Vpc vpc = draft.Vpcs[vpcId];
        r.Cidr("Ipv6CidrBlock");
        if (r.Cidr("CidrBlock") is { } secondary)
        {
            draft.Vpcs[vpcId] = vpc with { SecondaryCidrBlocks = vpc.SecondaryCidrBlocks.Add(secondary) };
        }
        else if (r.Evaluator.Ipv6Blocks.OfResource(r.Name) is { } block)
        {
            draft.Vpcs[vpcId] = vpc with { Ipv6CidrBlocks = vpc.Ipv6CidrBlocks.Add(block) };
        }
        else if (!r.IsLeftOut)
        {
            r.LeaveOut("it names neither CidrBlock, Ipv6CidrBlock nor AmazonProvidedIpv6CidrBlock: true", r.Place);
        }
    }
}
