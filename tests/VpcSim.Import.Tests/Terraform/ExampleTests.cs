using VpcSim.DataPath.Trace;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>The repository's own example, <c>docs/examples/terraform/plan.json</c>.</summary>
public class ExampleTests
{
    [Fact]
    public void Three_tiers_talk_to_their_neighbours_alone()
    {
        ImportResult plan = DesignImporter.Load(Path.Combine(Repository.Root, "docs", "examples", "terraform", "plan.json"), new ImportOptions());
        Assert.Equal("outside-design", Assert.Single(plan.Findings).Code);
        Run run = Plans.Run(plan);
        run.Send(Tcp.Syn("198.51.100.7", "10.0.1.10", 443)).ShouldBeDelivered(to: "aws_instance.web");
        run.Send(Tcp.Syn("10.0.1.10", "10.0.2.10", 8080)).ShouldBeDelivered(to: "aws_instance.app");
        run.Send(Tcp.Syn("10.0.1.10", "10.0.3.10", 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "aws_instance.db");
        run.Send(Tcp.Syn("10.0.2.10", "198.51.100.7", 443)).ShouldBeDropped(DropReason.NoRouteToDestination);
    }
}
