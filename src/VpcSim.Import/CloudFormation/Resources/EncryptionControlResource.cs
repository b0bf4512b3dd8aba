using VpcSim.Model.Vpcs;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::VPCEncryptionControl</c>.</summary>
internal static class EncryptionControlResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::VPCEncryptionControl", "vpcec", Read,
        "VpcId Mode InternetGatewayExclusionInput EgressOnlyInternetGatewayExclusionInput NatGatewayExclusionInput VirtualPrivateGatewayExclusionInput "
        + "VpcPeeringExclusionInput LambdaExclusionInput ElasticFileSystemExclusionInput VpcLatticeExclusionInput Tags");

    private static readonly (string Property, EncryptionExclusions Exclusion)[] _exclusions =
        [.. Enum.GetValues<EncryptionExclusions>().Where(exclusion => exclusion != EncryptionExclusions.None).Select(exclusion => ($"{exclusion}ExclusionInput", exclusion))];

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        string mode = r.Text("Mode") ?? "monitor";
        if (mode is not ("monitor" or "enforce")) r.Invalid("Mode", $"Value ({mode}) for parameter Mode is invalid. Use monitor or enforce.");
        EncryptionExclusions excluded = EncryptionExclusions.None;
        foreach ((string property, EncryptionExclusions exclusion) in _exclusions)
        {
            string state = r.Text(property) ?? "disable";
            if (state is not ("enable" or "disable")) r.Invalid(property, $"Value ({state}) for parameter {property} is invalid. Use enable or disable.");
            if (state == "enable") excluded |= exclusion;
        }
        if (r.IsLeftOut) return;
        draft.EncryptionControls.Add(new VpcEncryptionControl { Name = r.Name, Id = r.Id, VpcId = vpcId, Enforces = mode == "enforce", Exclusions = excluded });
    }
}
