using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Designs;

/// <summary>A real CDK app's output: its app is in the folder's README.</summary>
public class CdkOutputTests
{
    private static readonly Lazy<ImportResult> _import = new(() =>
        DesignImporter.Load(Path.Combine(Repository.Root, "tests", "VpcSim.Import.Tests", "Cdk", "cdk.out"), new ImportOptions()));

    private static Design Design => _import.Value.Design;

    [Fact]
    public void Its_stacks_and_the_nested_one_are_one_design()
    {
        Assert.Empty(_import.Value.Errors);
        Assert.Equal(("eu-west-1", "210987654321"), (Design.Region, Design.AccountId));
        Assert.Equal((1, 4, 1, 1, 2), (Design.Vpcs.Length, Design.Subnets.Length, Design.NatGateways.Length, Design.VpcEndpoints.Length, Design.Instances.Length));
        Assert.Equal(["10.20.0.0/18", "10.20.64.0/18", "10.20.128.0/18", "10.20.192.0/18"], Design.Subnets.Select(subnet => subnet.CidrBlock.ToString()!));
        Assert.All(_import.Value.Findings, finding => Assert.Contains("AWS::IAM::", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_server_reaches_the_nested_database_on_its_port_alone()
    {
        Assert.Equal("delivered 1", Run($"{AddressOf("the-app.")}:40000", "10.20.130.20:5432").Outcomes);
        Assert.Equal("ENI_SG_RULES_MISMATCH 1", Run($"{AddressOf("the-app.")}:40000", "10.20.130.20:22").Drops);
    }

    [Fact]
    public void The_internet_reaches_its_server_and_the_database_starts_nothing() =>
        Assert.Equal(("delivered 1", "ENI_SG_RULES_MISMATCH 1"),
            (Run("198.51.100.7:40000", $"{PublicOf("the-app.")}:443").Outcomes, Run("10.20.130.20:40000", "198.51.100.7:443").Drops));

    private static Replayed Run(string from, string to) => new Trial(Design).Run(new Capture().Add(Frame.Tcp(from, to, "S")));

    private static string AddressOf(string stack) => Of(stack).PrivateAddresses[0].Address.ToString();

    private static string PublicOf(string stack) => Of(stack).PrivateAddresses[0].PublicAddress!.Value.ToString();

    private static NetworkInterface Of(string stack) => Design.NetworkInterfaces.Single(eni => eni.Name.StartsWith(stack, StringComparison.Ordinal));
}
