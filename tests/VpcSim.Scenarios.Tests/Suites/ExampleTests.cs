using System.Collections.Immutable;
using VpcSim.Scenarios.Suites;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Suites;

/// <summary>The examples hold, and each has a fault that its expectations find.</summary>
public class ExampleTests
{
    private static string Folder => Path.Combine(Repository.Root, "docs", "examples");

    public static TheoryData<string> Scenarios =>
        [.. ScenarioSearch.Find([Folder], out _).Select(static path => Path.GetRelativePath(Folder, path))];

    public static TheoryData<string> Faults =>
        [.. Directory.EnumerateFiles(Folder, "fault.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static path => Path.GetRelativePath(Folder, path))];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void An_example_holds(string example)
    {
        TestedScenario tested = Test(example);

        Assert.Empty(tested.Problems);
        Assert.Empty(tested.Failures.Select(failure => $"{failure.Place.Line}: {failure.Expected}: {failure.Failure}"));
    }

    [Theory]
    [InlineData("three-tier/fault.yaml", "expected dropped: ENI_SG_RULES_MISMATCH, got dropped: SUBNET_ACL_RESTRICTION at DbNetworkAcl", "inbound rule tcp 5432 10.0.0.0/16 of DbSg")]
    [InlineData("stateless-acl/fault.yaml", "expected connected, got timed-out", "the packet back, tcp 10.0.1.10:443 -> 198.51.100.7:32768: dropped: SUBNET_ACL_RESTRICTION at NetworkAcl", "outbound * deny")]
    [InlineData("peering-not-transitive/fault.yaml", "dropped: PCX_REQUIRES_ADDRESS_IN_VPC_CIDR at PeeringAB", "peering is not transitive", "could not be judged: nothing gets there")]
    [InlineData("egress-only-ipv6/fault.yaml", "expected connected, got timed-out", "dropped: EIGW_BLOCKS_NEW_CONNECTIONS at EgressOnly")]
    [InlineData("locked-down-egress/fault.yaml", "expected dropped: ENI_SG_RULES_MISMATCH, got timed-out: no packet was dropped", "of the run this packet got there:\n  udp 53 from 10.0.2.10 to 203.0.113.66", "outbound rule all traffic 0.0.0.0/0 of WorkerSg")]
    [InlineData("hybrid-vpn/fault.yaml", "expected answered, got timed-out", "dropped: NO_ROUTE_TO_DESTINATION at RouteTable")]
    [InlineData("private-endpoints/fault.yaml", "expected answered, got timed-out", "dropped: NO_ROUTE_TO_DESTINATION at RouteTable")]
    [InlineData("metadata-exposure/fault.yaml", "expected timed-out, got answered (i-")]
    public void A_fault_is_found_for_the_right_reason(string fault, params string[] reasons)
    {
        TestedScenario tested = Test(fault);

        Assert.Empty(tested.Problems);
        string told = string.Join('\n', tested.Failures.Select(static failure => failure.Failure));
        Assert.All(reasons, reason => Assert.Contains(reason, told, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_with_a_scenario_has_a_fault_that_is_tested()
    {
        IEnumerable<string?> tested = typeof(ExampleTests).GetMethod(nameof(A_fault_is_found_for_the_right_reason))!.GetCustomAttributesData()
            .Where(static attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .SelectMany(static attribute => (IReadOnlyCollection<System.Reflection.CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(static argument => argument.Value as string);

        Assert.Empty(Scenarios.Select(static row => Path.Combine(Path.GetDirectoryName(row.Data)!, "fault.yaml")).Except(Faults.Select(static row => row.Data)));
        Assert.Empty(Faults.Select(static row => row.Data.Replace('\\', '/')).Except(tested.OfType<string>()));
    }

    private static TestedScenario Test(string example)
    {
        ImmutableArray<TestedScenario>.Builder tested = ImmutableArray.CreateBuilder<TestedScenario>();
        Suite.Test([Path.Combine(Folder, example)], new SuiteOptions(), tested.Add, TestContext.Current.CancellationToken);
        return Assert.Single(tested);
    }
}
