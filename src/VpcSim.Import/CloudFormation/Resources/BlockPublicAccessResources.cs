using VpcSim.Model.Gateways;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::VPCBlockPublicAccessOptions</c> and <c>AWS::EC2::VPCBlockPublicAccessExclusion</c>.</summary>
internal static class BlockPublicAccessResources
{
    public static readonly ResourceKind Options = new("AWS::EC2::VPCBlockPublicAccessOptions", "vpcbpa", ReadOptions, "InternetGatewayBlockMode");

    public static readonly ResourceKind Exclusion = new(
        "AWS::EC2::VPCBlockPublicAccessExclusion", "vpcbpa-exclude", ReadExclusion, "InternetGatewayExclusionMode SubnetId VpcId Tags");

    private static void ReadOptions(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryText("InternetGatewayBlockMode", out string? mode)) return;
        if (draft.BlockPublicAccess != BlockPublicAccessMode.Off)
        {
            r.Error("AlreadyExists", "the account has one setting of VPC Block Public Access in a region; keep one resource of this type", r.Place);
            return;
        }
        switch (mode)
        {
            case "block-bidirectional":
                draft.BlockPublicAccess = BlockPublicAccessMode.BlockBidirectional;
                break;
            case "block-ingress":
                draft.BlockPublicAccess = BlockPublicAccessMode.BlockIngress;
                break;
            default:
                r.Invalid("InternetGatewayBlockMode", $"Value ({mode}) for parameter InternetGatewayBlockMode is invalid. Use block-bidirectional or block-ingress; "
                    + "without the resource it is off.");
                break;
        }
    }

    private static void ReadExclusion(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryText("InternetGatewayExclusionMode", out string? mode)) return;
        if (mode is not ("allow-bidirectional" or "allow-egress"))
            r.Invalid("InternetGatewayExclusionMode", $"Value ({mode}) for parameter InternetGatewayExclusionMode is invalid. Use allow-bidirectional or allow-egress.");
        if (r.Has("VpcId") == r.Has("SubnetId"))
        {
            string code = r.Has("VpcId") ? "InvalidParameterCombination" : "MissingParameter";
            r.Error(code, "an exclusion is of one VPC or of one subnet; give either VpcId or SubnetId", r.Place);
            return;
        }
        string? vpcId = null, subnetId = null;
        bool known = r.Has("VpcId") ? r.TryId("VpcId", "vpc", out vpcId) : r.TryId("SubnetId", "subnet", out subnetId);
        if (!known || r.IsLeftOut) return;
        draft.BlockPublicAccessExclusions.Add(new BlockPublicAccessExclusion
        {
            Name = r.Name,
            Id = r.Id,
            VpcId = vpcId,
            SubnetId = subnetId,
            EgressOnly = mode == "allow-egress",
        });
    }
}
