namespace VpcSim.Testing.Tests;

/// <summary>Designs that lie in files.</summary>
public class LoadTests
{
    [Fact]
    public void A_template_is_found_beside_the_source_of_the_test()
    {
        SimulatedNetwork network = Design.Load("../../docs/examples/hybrid-vpn/template.yaml").OnPremises("desk", "192.168.10.5", behind: "Office").Listen("App", 8080).Start();
        network.From("desk").Connect("App", 8080).ShouldConnect();
        network.Never("on-premises", "App", Traffic.Tcp(22));
    }

    [Fact]
    public void Parameters_are_given_as_on_the_command_line()
    {
        SimulatedNetwork network = Design.Load("../../docs/examples/three-tier/template.yaml").Parameter("AdminCidr", "198.51.100.0/24").OnInternet("admin", "198.51.100.7").Listen("Bastion", 22).Start();
        network.From("admin").Connect("Bastion", 22).ShouldConnect();
        network.Never("internet", "Database");
    }

    [Fact]
    public void A_plan_of_Terraform_is_a_design_too() =>
        Design.Load("../../docs/examples/terraform/plan.json").Start().Never("internet", "aws_instance.db");

    [Fact]
    public void A_file_that_there_is_not_is_said_with_the_call()
    {
#line 7 "Network.cs"
        string message = Assert.Throws<VpcUsageException>(() => Design.Load("templat.yaml").Start()).Message;
#line default
        Assert.Contains("Network.cs:7: Design.Load(\"templat.yaml\"): there is no templat.yaml", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_AWS_would_refuse_is_said_with_its_lines()
    {
        using var file = new TemplateFile("Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }\n");
        Assert.Contains("test.yaml:2:3: Vpc: InvalidVpc.Range", Assert.Throws<VpcUsageException>(() => Design.Load(file.Path).Start()).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Examples => [.. ScenarioFiles.In("../../docs/examples")];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_scenario_file_is_a_test(string scenario) => ScenarioFiles.ShouldHold(scenario);

    [Fact]
    public void A_scenario_that_does_not_hold_fails_with_its_lines()
    {
        string message = Assert.Throws<VpcAssertionException>(() => ScenarioFiles.ShouldHold("../../docs/examples/hybrid-vpn/fault.yaml")).Message;
        Assert.StartsWith("../../docs/examples/hybrid-vpn/fault.yaml:8:", message, StringComparison.Ordinal);
        Assert.Contains(": ping App -> desk: answered, via Office/2\n  expected answered, got timed-out", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_scenarios_is_a_mistake()
    {
        Assert.Throws<VpcUsageException>(() => ScenarioFiles.In("../../docs/decisions"));
        Assert.Throws<VpcUsageException>(() => ScenarioFiles.ShouldHold("nowhere.scenario.yaml"));
    }
}
