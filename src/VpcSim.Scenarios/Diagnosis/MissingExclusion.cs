using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Changes;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>The exclusion from VPC Block Public Access that would have let a packet pass: of the one subnet, and for what leaves alone where that is enough.</summary>
internal static class MissingExclusion
{
    /// <param name="design">The design that dropped it.</param>
    /// <param name="verdict">How it was dropped.</param>
    /// <param name="seen">What flow logs would say of it: the interface that was judged is the one with the REJECT.</param>
    public static DesignChange? For(Design design, Verdict verdict, FlowSight[] seen)
    {
        int place = Array.FindIndex(seen, static sight => !sight.Accepted);
        if (place < 0) return null;
        NetworkInterface eni = design.NetworkInterfaces[seen[place].Interface];
        if (eni.OfRegionalNat is not null) return null; // of no subnet: its VPC would have to be excluded
        return new PublicAccessExclusionCreation(eni.SubnetId, EgressOnly: eni.Kind == InterfaceKind.NatGateway || verdict.Component == ComponentKind.EgressOnlyInternetGateway);
    }
}
