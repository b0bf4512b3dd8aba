using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Validation;

/// <summary>Every check that AWS makes on a design, in the order in which a deployment would meet them.</summary>
internal static class DesignValidation
{
    public static void Check(Draft draft)
    {
        VpcChecks.Check(draft);
        DhcpOptionsChecks.Check(draft);
        SubnetChecks.Check(draft);
        GatewayChecks.Check(draft);
        BlockPublicAccessChecks.Check(draft);
        VpnChecks.Check(draft);
        PeeringChecks.Check(draft);
        TransitGatewayChecks.Check(draft);
        TransitRoutingChecks.Check(draft);
        SecurityGroupChecks.Check(draft);
        NetworkAclChecks.Check(draft);
        InterfaceChecks.Check(draft);
        EncryptionChecks.Check(draft);
        RouteChecks.Check(draft);
        MainRouteTableChecks.Check(draft);
        GatewayRouteTableChecks.Check(draft);
        EndpointChecks.Check(draft);
        FlowLogChecks.Check(draft);
        QuotaChecks.Check(draft);
        TransitQuotaChecks.Check(draft);
    }
}
