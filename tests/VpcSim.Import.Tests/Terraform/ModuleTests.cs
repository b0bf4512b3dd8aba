using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>The plan <c>modules.json</c>: a module for two environments with a module inside, count, for_each, locals, and nothing known but addresses.</summary>
public class ModuleTests
{
    private static readonly Lazy<ImportResult> _loaded = new(() => Plans.Own("modules.json"));

    private static Design Design => Templates.Succeeded(_loaded.Value).Design;

    [Theory]
    [InlineData("dev", "10.1")]
    [InlineData("prod", "10.2")]
    public void Every_instance_of_a_module_is_wired_to_itself(string environment, string block)
    {
        string module = $"module.net[\"{environment}\"]";
        var vpc = Design.Vpcs.Single(v => v.Name == $"{module}.aws_vpc.this[0]");
        Assert.Equal($"{block}.0.0/16", vpc.CidrBlock.ToString());
        for (int i = 0; i < 2; i++)
        {
            var subnet = Design.Subnets.Single(s => s.Name == $"{module}.aws_subnet.public[{i}]");
            Assert.Equal((vpc.Id, Plans.IdOf(Design, $"{module}.aws_route_table.public")), (subnet.VpcId, subnet.RouteTableId));
        }
        Assert.Equal(vpc.Id, Design.InternetGateways.Single(g => g.Name == $"{module}.aws_internet_gateway.this").VpcId);
        var group = Design.SecurityGroups.Single(g => g.Name == $"{module}.module.group.aws_security_group.this");
        Assert.Equal((vpc.Id, 1, 0), (group.VpcId, group.Ingress.Length, group.Egress.Length));
        var host = Design.NetworkInterfaces.Single(n => n.Name == $"aws_instance.web[\"{environment}\"]");
        Assert.Equal((Plans.IdOf(Design, $"{module}.aws_subnet.public[0]"), group.Id), (host.SubnetId, host.SecurityGroupIds.Single()));
    }

    [Fact]
    public void What_goes_through_a_local_is_assumed_and_said_so() =>
        Assert.Contains(_loaded.Value.Findings, f => f is { Code: "assumed", Resource: "module.net[\"dev\"].aws_subnet.public[1]" } && f.Message.Contains("local.vpc_id", StringComparison.Ordinal));

    [Fact]
    public void An_instance_is_called_by_its_address_its_Name_tag_or_its_id()
    {
        NameIndex index = new(Design);
        string? id = index.Resolve("aws_instance.web[\"dev\"]").Interface?.Id;
        Assert.NotNull(id);
        Assert.Equal(id, index.Resolve("web-dev").Interface?.Id);
        Assert.Equal(id, index.Resolve(id).Interface?.Id);
    }

    [Fact]
    public void Hosts_of_one_VPC_answer_SSH_of_10_8_and_the_other_VPC_is_not_there()
    {
        Run run = Plans.Run(_loaded.Value);
        run.Send(Tcp.Syn("10.1.0.10", "10.2.0.10", 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "aws_instance.web[\"dev\"]");
        Assert.DoesNotContain(Design.Vpcs, vpc => vpc.Name == "aws_vpc.old");
    }
}
