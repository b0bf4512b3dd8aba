using VpcSim.Import.Describe.Kinds;
using VpcSim.Import.Describe.Workloads;

namespace VpcSim.Import.Describe;

/// <summary>How each list of an answer is said in a template's terms.</summary>
internal static class DescribeKinds
{
    public static void Translate(Translation t)
    {
        ImpliedKinds.Imply(t);
        VpcKinds.Translate(t);
        EncryptionKinds.Translate(t);
        SecurityGroupKinds.Translate(t);
        NetworkAclKinds.Translate(t);
        GatewayKinds.Translate(t);
        VpnKinds.Translate(t);
        TransitKinds.Translate(t);
        EndpointKinds.Translate(t);
        InterfaceKinds.Translate(t, WorkloadKinds.Translate(t));
        AddressKinds.Translate(t);
        RouteKinds.Translate(t);
        FlowLogKinds.Translate(t);
    }
}
