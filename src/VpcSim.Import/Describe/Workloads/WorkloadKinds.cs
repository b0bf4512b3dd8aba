namespace VpcSim.Import.Describe.Workloads;

/// <summary>The resources of other services that own interfaces.</summary>
internal static class WorkloadKinds
{
    /// <summary>Declares them, and tells what the interfaces are called after them.</summary>
    public static WorkloadInterfaces Translate(Translation t)
    {
        WorkloadInterfaces interfaces = new(t);
        BalancerAnswers.Translate(t, interfaces);
        DatabaseAnswers.Translate(t, interfaces);
        StoreAnswers.Translate(t, interfaces);
        ComputeAnswers.Translate(t, interfaces);
        AccessAnswers.Translate(t, interfaces);
        return interfaces;
    }
}
