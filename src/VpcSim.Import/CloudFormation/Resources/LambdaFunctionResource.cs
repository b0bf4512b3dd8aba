using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::Lambda::Function</c> with a <c>VpcConfig</c>: a Hyperplane interface for each subnet and set of groups, which functions share. (Lambda guide, "VPC networking")</summary>
internal static class LambdaFunctionResource
{
    public static readonly ResourceKind Kind = new("AWS::Lambda::Function", "function", Read,
        "VpcConfig Architectures CapacityProviderConfig Code CodeSigningConfigArn DeadLetterConfig Description DurableConfig Environment EphemeralStorage FileSystemConfigs " +
        "FunctionName FunctionScalingConfig Handler ImageConfig KmsKeyArn Layers LoggingConfig MemorySize PackageType PublishToLatestPublished RecursiveLoop " +
        "ReservedConcurrentExecutions Role Runtime RuntimeManagementConfig SnapStart Tags TenancyConfig Timeout TracingConfig");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (r.Mapping("VpcConfig") is not { } vpc) return;
        ImmutableArray<string> groups = [.. vpc.Ids("SecurityGroupIds", "sg").Order(StringComparer.Ordinal)];
        ImmutableArray<string> subnets = vpc.Ids("SubnetIds", "subnet");
        if (r.IsLeftOut || subnets.IsEmpty || groups.IsEmpty) return;
        var workload = new WorkloadDraft(r.Name, r.Reference, r.Type);
        ImmutableArray<string> existing = r.Observed.Texts("NetworkInterfaceIds");
        workload.InterfaceIds.AddRange(existing.Where(draft.NetworkInterfaces.ContainsKey));
        foreach (string subnetId in existing.IsEmpty ? subnets : [])
        {
            string name = $"{r.Name}/{draft.Subnets[subnetId].Name}", id = r.IdFor("eni", $"lambda/{subnetId}/{string.Join(',', groups)}");
            draft.NetworkInterfaces.TryAdd(id, new NetworkInterface
            {
                Name = name,
                Id = id,
                SubnetId = subnetId,
                Kind = InterfaceKind.Lambda,
                SecurityGroupIds = groups,
                Ipv6AddressCount = vpc.Boolean("Ipv6AllowedForDualStack") == true ? 1 : 0,
                Description = $"AWS Lambda VPC ENI-{r.Reference}",
            });
            workload.InterfaceIds.Add(id);
        }
        draft.Add(workload);
    }
}
