using VpcSim.Model.FlowLogs;
using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Validation;

/// <summary>What a flow log watches exists, and its interval is one of AWS's two. (EC2 API, CreateFlowLogs)</summary>
internal static class FlowLogChecks
{
    public static void Check(Draft draft)
    {
        var logs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FlowLog log in draft.AsWritten.FlowLogs)
        {
            if (log.MaxAggregationIntervalSeconds is not (60 or 600))
                draft.Refuse("InvalidParameter", $"Invalid Flow Log Max Aggregation Interval ({log.MaxAggregationIntervalSeconds}). Use 60 or 600.", log.Name);
            (bool exists, string code) = log.ResourceType switch
            {
                FlowLogResource.Vpc => (draft.Vpcs.Find(log.ResourceId) is not null, "InvalidVpcId.NotFound"),
                FlowLogResource.Subnet => (draft.Subnets.Find(log.ResourceId) is not null, "InvalidSubnetId.NotFound"),
                FlowLogResource.RegionalNatGateway => (draft.NatGateways.Find(log.ResourceId) is { IsRegional: true }, "InvalidNatGatewayID.NotFound"),
                _ => (draft.Interfaces.Find(log.ResourceId) is not null, "InvalidNetworkInterfaceId.NotFound"),
            };
            if (!exists) draft.RefuseMissing(code, $"The resource '{log.ResourceId}' does not exist.", log.Name);
            else CheckOwner(draft, log, code);
            int count = logs[log.ResourceId] = logs.GetValueOrDefault(log.ResourceId) + 1;
            draft.Limit(QuotaNames.FlowLogsPerResource, count, $"{log.ResourceId} has too many flow logs",
                log.Name);
        }
    }

    // VPC guide, "Flow log limitations": a peered VPC can have one only if it is in the same account; to another account it does not exist
    private static void CheckOwner(Draft draft, FlowLog log, string code)
    {
        Vpcs.Vpc? vpc = log.ResourceType switch
        {
            FlowLogResource.Vpc => draft.Vpcs.Find(log.ResourceId),
            FlowLogResource.Subnet => draft.VpcOf(log.ResourceId),
            FlowLogResource.RegionalNatGateway => draft.NatGateways.Find(log.ResourceId) is { } gateway ? draft.VpcOf(gateway) : null,
            _ => draft.Interfaces.Find(log.ResourceId) is { } watched ? draft.VpcOf(watched.SubnetId) : null,
        };
        if (vpc is null || vpc.AccountId == draft.AsWritten.AccountId) return;
        draft.RefuseMissing(code, $"The resource '{log.ResourceId}' does not exist in account {draft.AsWritten.AccountId}; it is of account {vpc.AccountId}, "
            + "which makes its flow logs itself.", log.Name);
    }
}
