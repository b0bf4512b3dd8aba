using System.Collections.Immutable;
using VpcSim.Import;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>The example <c>docs/examples/several-stacks</c>: stacks that import, nest and loop are one network.</summary>
public class SeveralStacksTests
{
    private const string App = "10.0.2.10:50000", Database = "10.0.3.10:5432";

    [Theory]
    [InlineData("5432", "delivered 2", "")]
    [InlineData("5433", "dropped 1, not-sent 1", "ENI_SG_RULES_MISMATCH 1")]
    public void A_nested_database_lets_the_group_of_another_stack_in_on_its_stored_port(string port, string outcomes, string drops)
    {
        Replayed result = Load(port).Run(new Capture().Add(Frame.Tcp(App, Database, "S"), Frame.Tcp(Database, App, "S.")));
        Assert.Equal((outcomes, drops), (result.Outcomes, result.Drops));
    }

    [Fact]
    public void Nothing_of_it_is_a_finding() => Assert.Empty(Import("5432").Findings);

    private static Trial Load(string port) => new(Import(port).Design);

    private static ImportResult Import(string port)
    {
        string folder = Path.Combine(Repository.Root, "docs", "examples", "several-stacks");
        ImportResult result = DesignImporter.Load([new DesignInput(Path.Combine(folder, "servers.yaml")), new DesignInput(Path.Combine(folder, "network.yaml"))],
            new ImportOptions { Parameters = new Dictionary<string, string> { ["ssm:/database/port"] = port }.ToImmutableDictionary() });
        Assert.Empty(result.Errors);
        return result;
    }
}
