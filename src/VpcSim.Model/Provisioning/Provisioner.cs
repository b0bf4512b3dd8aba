using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Validation;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// Completes a design with what AWS makes by itself, and collects what AWS would refuse. Deterministic and idempotent: provisioning a
/// completed design gives an equal one, with its derived routes computed anew. Never throws for a bad design.
/// </summary>
public static class Provisioner
{
    public static ProvisionResult Provision(Design asWritten, ProvisionOptions options)
    {
        var draft = new Draft(TieOrder.Of(asWritten), options);
        GatewayAttachmentDefaults.Apply(draft);
        VpcDefaults.Apply(draft);
        SubnetDefaults.Apply(draft);
        TransitGatewayDefaults.Apply(draft);
        RequesterInterfaces.Apply(draft);
        InterfaceDefaults.Apply(draft);
        PrivateAddressDraws.Apply(draft);
        HashSet<IpAddress> elasticAddresses = ElasticIpDraws.Apply(draft);
        PublicAddresses.Apply(draft, elasticAddresses);
        ManagedPrefixLists.Apply(draft);
        DerivedRoutes.Apply(draft);
        TransitRoutes.Apply(draft);
        DesignValidation.Check(draft.WithoutDeleted());
        return new ProvisionResult(draft.Complete(), [.. draft.Errors], [.. draft.Findings]) { NearQuotas = [.. draft.NearQuotas] };
    }
}
