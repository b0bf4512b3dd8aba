using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>A VPC has one encryption control, and what does not encrypt keeps it from enforcing. (VPC guide, "Enforce VPC encryption in transit")</summary>
internal static class EncryptionChecks
{
    public static void Check(Draft draft)
    {
        Design design = draft.AsWritten;
        if (design.EncryptionControls.IsEmpty) return;
        var controlled = new HashSet<string>(StringComparer.Ordinal);
        foreach (VpcEncryptionControl control in design.EncryptionControls)
        {
            if (draft.Vpcs.Find(control.VpcId) is not { } vpc)
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{control.VpcId}' does not exist.", control.Name);
            else if (!controlled.Add(control.VpcId))
                draft.Refuse("VpcSim.AlreadyExists", $"the VPC {vpc.Name} has an encryption control already; keep one resource of this type for each VPC", control.Name);
            else if (control.Enforces)
                CheckEnforcing(draft, control, vpc);
        }
    }

    private static void CheckEnforcing(Draft draft, VpcEncryptionControl control, Vpc vpc)
    {
        Design design = draft.AsWritten;
        foreach (var gateway in design.InternetGateways.Where(gateway => gateway.VpcId == vpc.Id)) Blocks(draft, control, gateway.Name, EncryptionExclusions.InternetGateway);
        foreach (var gateway in design.EgressOnlyInternetGateways.Where(gateway => gateway.VpcId == vpc.Id))
            Blocks(draft, control, gateway.Name, EncryptionExclusions.EgressOnlyInternetGateway);
        foreach (var gateway in design.VpnGateways.Where(gateway => gateway.VpcId == vpc.Id)) Blocks(draft, control, gateway.Name, EncryptionExclusions.VirtualPrivateGateway);
        foreach (var gateway in design.NatGateways.Where(gateway => draft.VpcOf(gateway)?.Id == vpc.Id)) Blocks(draft, control, gateway.Name, EncryptionExclusions.NatGateway);
        foreach (var peering in design.PeeringConnections)
        {
            string? peer = peering.RequesterVpcId == vpc.Id ? peering.AccepterVpcId : peering.AccepterVpcId == vpc.Id ? peering.RequesterVpcId : null;
            if (peer is not null && !design.EncryptionControls.Any(other => other.VpcId == peer && other.Enforces)) Blocks(draft, control, peering.Name, EncryptionExclusions.VpcPeering);
        }
        var types = design.Instances.ToDictionary(instance => instance.Id, instance => instance.InstanceType, StringComparer.Ordinal);
        foreach (NetworkInterface eni in draft.Interfaces)
        {
            if (draft.VpcOf(eni.SubnetId)?.Id != vpc.Id) continue;
            if (eni.Kind == InterfaceKind.Lambda) Blocks(draft, control, eni.Name, EncryptionExclusions.Lambda);
            else if (eni.IsMountTarget) Blocks(draft, control, eni.Name, EncryptionExclusions.ElasticFileSystem);
            else if (eni.InstanceId is { } id && types.TryGetValue(id, out string? type) && !InstanceTypes.EncryptsInTransit(type))
                draft.Findings.Add(new Finding("encryption-not-enforced", $"AWS does not enforce encryption in transit in {vpc.Name} while it has {eni.Name}: "
                    + $"instances of type {type} do not encrypt; use a type that does, or mode monitor.", control.Name));
        }
    }

    private static void Blocks(Draft draft, VpcEncryptionControl control, string what, EncryptionExclusions exclusion)
    {
        if (control.Exclusions.HasFlag(exclusion)) return;
        draft.Findings.Add(new Finding("encryption-not-enforced", $"AWS does not enforce encryption in transit in a VPC that has {what}; "
            + $"exclude it ({exclusion}ExclusionInput: enable), or use mode monitor.", control.Name));
    }
}
