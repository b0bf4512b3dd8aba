using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>The sizes of a VPC's blocks and which may stand together. (VPC guide, "VPC CIDR blocks")</summary>
internal static class VpcChecks
{
    private const string Range = "InvalidVpc.Range";

    private static readonly ImmutableArray<Cidr> _privateRanges =
        [Cidr.Parse("10.0.0.0/8"), Cidr.Parse("172.16.0.0/12"), Cidr.Parse("192.168.0.0/16")];

    private static readonly Cidr _reserved = Cidr.Parse("198.19.0.0/16");

    public static void Check(Draft draft)
    {
        foreach (Vpc vpc in draft.Vpcs)
        {
            CheckSize(draft, vpc, vpc.CidrBlock);
            foreach (Cidr block in vpc.SecondaryCidrBlocks)
            {
                CheckSize(draft, vpc, block);
                CheckRestriction(draft, vpc, block);
            }
            foreach (Cidr block in vpc.Ipv6CidrBlocks)
            {
                if (block.IsIPv4 || block.PrefixLength is < 44 or > 60 || block.PrefixLength % 4 != 0)
                    draft.Refuse(Range, $"The CIDR '{block}' is invalid: an IPv6 block of a VPC is /44 to /60 in steps of four.", vpc.Name);
            }
            CheckOverlaps(draft, vpc);
            draft.Limit(QuotaNames.Ipv4CidrBlocksPerVpc, 1 + vpc.SecondaryCidrBlocks.Length,
                "The VPC has too many IPv4 blocks", vpc.Name);
            draft.Limit(QuotaNames.Ipv6CidrBlocksPerVpc, vpc.Ipv6CidrBlocks.Length,
                "The VPC has too many IPv6 blocks", vpc.Name);
        }
    }

    private static void CheckSize(Draft draft, Vpc vpc, Cidr block)
    {
        if (!block.IsIPv4 || block.PrefixLength is < 16 or > 28)
            draft.Refuse(Range, $"The CIDR '{block}' is invalid: an IPv4 block of a VPC is /16 to /28.", vpc.Name);
    }

    // VPC guide, "IPv4 CIDR block association restrictions"
    private static void CheckRestriction(Draft draft, Vpc vpc, Cidr block)
    {
        bool restricted = _reserved.Overlaps(block);
        foreach (Cidr range in _privateRanges)
            if (range.Overlaps(block) && !range.Contains(vpc.CidrBlock)) restricted = true;
        if (!restricted) return;
        draft.Refuse(Range, $"The CIDR '{block}' is restricted: use a block of the same private range as {vpc.CidrBlock}, of 100.64.0.0/10, "
            + "or a publicly routable one.", vpc.Name);
    }

    private static void CheckOverlaps(Draft draft, Vpc vpc)
    {
        Cidr[] blocks = [.. vpc.AllCidrBlocks];
        for (int i = 0; i < blocks.Length; i++)
            for (int j = 0; j < i; j++)
                if (blocks[i].Overlaps(blocks[j]))
                    draft.Refuse(Range, $"The CIDR '{blocks[i]}' conflicts with {blocks[j]} of the same VPC.", vpc.Name);
    }
}
