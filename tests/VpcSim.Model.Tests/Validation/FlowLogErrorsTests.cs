using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Tests.Validation;

// EC2 API, "CreateFlowLogs"
public class FlowLogErrorsTests
{
    [Fact] // VPC guide, "Amazon VPC quotas": 250 flow logs per resource
    public void A_resource_has_250_flow_logs()
    {
        Design With(int count) => Sample.OneSubnet() with { FlowLogs = [.. Enumerable.Range(1, count).Select(number => Log($"Log{number}"))] };
        With(250).Accepted();
        Assert.Equal("Log251", With(251).Refused("FlowLogsLimitExceeded").Resource);
        Assert.Throws<FormatException>(() => Quotas.Default.With("flow-logs-per-resource=251")); // AWS does not adjust it
    }

    [Theory] // VPC guide, "Flow log limitations": a peered VPC has flow logs only if it is in the same account
    [InlineData("123456789012", true)]
    [InlineData("210987654321", false)]
    public void A_VPC_of_another_account_has_no_flow_log_of_this_one(string account, bool allowed)
    {
        Design design = Sample.OneSubnet();
        design = design with { Vpcs = [design.Vpcs[0] with { AccountId = account }], FlowLogs = [Log("Log")] };
        if (allowed) design.Accepted();
        else Assert.Contains("account 210987654321", design.Refused("InvalidVpcId.NotFound").Message, StringComparison.Ordinal);
    }

    private static FlowLog Log(string name) => new() { Name = name, Id = $"fl-{name}", ResourceType = FlowLogResource.Vpc, ResourceId = "vpc-Vpc" };
}
