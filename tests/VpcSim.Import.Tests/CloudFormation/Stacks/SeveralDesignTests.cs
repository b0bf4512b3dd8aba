using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.CloudFormation.Stacks;

/// <summary>Several stacks become one design.</summary>
public sealed class SeveralDesignTests : IDisposable
{
    private const string Hub = """
        Parameters: {Block: {Type: String, Default: 10.0.0.0/16}}
        Resources:
          Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block}}
          Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!Ref Block, 1, 8]]}}
          Hub: {Type: AWS::EC2::TransitGateway}
          Attachment: {Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: {TransitGatewayId: !Ref Hub, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet]}}
        Outputs: {Gateway: {Value: !Ref Hub, Export: {Name: hub}}}
        """;

    private const string Spoke = """
        Parameters: {Block: {Type: String, Default: 10.1.0.0/16}}
        Resources:
          Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block}}
          Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 1, 8]]}}
          Attachment: {Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: {TransitGatewayId: !ImportValue hub, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet]}}
          Routes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
          ToHub: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: !ImportValue hub}}
          Only: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: only}}
        """;

    private readonly TemplateFolder _folder = new();

    public SeveralDesignTests()
    {
        _folder.Write("hub.yaml", Hub);
        _folder.Write("spoke.yaml", Spoke);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_hub_and_a_spoke_share_the_transit_gateway()
    {
        Design design = _folder.Design("hub.yaml spoke.yaml");
        Assert.Equal(2, design.TransitGatewayAttachments.Count(a => a.TransitGatewayId == design.TransitGateways.Single().Id));
        Assert.Contains(design.RouteTables.Single(t => t.Name == "Routes").Routes, r => r.TargetId == design.TransitGateways.Single().Id);
    }

    [Theory]
    [InlineData("hub.yaml spoke.yaml")]
    [InlineData("spoke.yaml hub.yaml")]
    public void Names_that_collide_get_the_stacks_name_in_any_order(string files)
    {
        Design design = _folder.Design(files);
        Assert.Equal(["hub.Vpc", "spoke.Vpc"], design.Vpcs.Select(v => v.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, design.Vpcs.Select(v => v.Id).Distinct().Count());
        Assert.Contains(design.SecurityGroups, g => g.Name == "Only");
        Assert.Equal(design.Vpcs.Single(v => v.Name == "spoke.Vpc").Id, design.Subnets.Single(s => s.Name == "spoke.Subnet").VpcId);
    }

    [Fact]
    public void A_name_that_one_stack_has_alone_keeps_its_id()
    {
        Design alone = _folder.Design("hub.yaml"), both = _folder.Design("hub.yaml spoke.yaml");
        Assert.Equal(alone.TransitGateways.Single().Id, both.TransitGateways.Single().Id);
        Assert.Equal("Vpc", alone.Vpcs.Single().Name);
    }

    [Fact]
    public void A_template_is_deployed_twice_under_two_names_with_parameters_of_their_own()
    {
        Design design = _folder.Design("hub.yaml a=spoke.yaml b=spoke.yaml", "a.Block=10.2.0.0/16", "b.Block=10.3.0.0/16");
        Assert.Equal(["10.0.0.0/16", "10.2.0.0/16", "10.3.0.0/16"], design.Vpcs.Select(v => v.CidrBlock.ToString()!));
    }

    [Fact]
    public void A_parameter_without_a_stacks_name_is_for_all() =>
        Assert.All(_folder.Load("hub.yaml spoke.yaml", "Block=10.9.0.0/16").Design.Vpcs, vpc => Assert.Equal("10.9.0.0/16", vpc.CidrBlock.ToString()));

    [Theory]
    [InlineData("Blok=1", "[Blok] do not exist in any of the 2 templates. Did you mean Block?")]
    [InlineData("hub.Blok=1", "[hub.Blok] do not exist in the template. Did you mean Block?")]
    [InlineData("hab.Block=1", "there is no stack hab; there are hub, spoke")]
    public void A_parameter_that_no_stack_has_is_an_error(string parameter, string message) =>
        Assert.Contains(message, _folder.Error("hub.yaml spoke.yaml", parameter).Message);

    [Fact]
    public void A_design_given_twice_is_an_error() =>
        Assert.Contains("is given twice", _folder.Error("hub.yaml hub.yaml").Message);

    [Fact]
    public void Two_files_of_one_name_are_an_error_until_one_is_named()
    {
        _folder.Write("other/hub.yaml", "Resources: {G: {Type: AWS::EC2::InternetGateway}}");
        Assert.Contains("both have the stack name hub", _folder.Error("hub.yaml other/hub.yaml").Message);
        Assert.Single(_folder.Design("hub.yaml o=other/hub.yaml").InternetGateways);
    }

    [Fact]
    public void Errors_and_findings_name_their_own_file()
    {
        _folder.Write("broken.yaml", "Resources:\n  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Nothing, CidrBlock: 10.0.0.0/24}}\n");
        Assert.Equal(_folder["broken.yaml"] + ":2:", _folder.Error("hub.yaml broken.yaml").Place![..^2]);
        _folder.Write("overlap.yaml", Hub.Replace("Name: hub", "Name: hab", StringComparison.Ordinal) + "\n");
        Assert.StartsWith(_folder["overlap.yaml"], _folder.Load("hub.yaml overlap.yaml", "overlap.Block=1.2.3.0/33").Errors[0].Place);
    }

    [Fact]
    public void A_peering_joins_two_stacks()
    {
        _folder.Write("a.yaml", "Resources: {A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}}\nOutputs: {V: {Value: !Ref A, Export: {Name: a}}}\n");
        _folder.Write("b.yaml", "Resources:\n  B: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.2.0.0/16}}\n  P: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: !Ref B, PeerVpcId: !ImportValue a}}\n");
        ImportResult result = _folder.Load("a.yaml b.yaml");
        Assert.Empty(Templates.Succeeded(result).Findings);
        Assert.Equal(result.Design.Vpcs.Single(v => v.Name == "A").Id, result.Design.PeeringConnections.Single().AccepterVpcId);
    }

    [Fact]
    public void Settings_of_two_designs_that_differ_are_an_error()
    {
        ImportOptions options = new() { SettingProblem = (_, _) => null };
        foreach ((string file, int value) in new[] { ("s1.yaml", 1), ("s2.yaml", 2), ("s3.yaml", 1) })
            _folder.Write(file, $"Metadata: {{VpcSim: {{Settings: {{x: {value}}}}}}}\nResources: {{G{value}: {{Type: AWS::EC2::InternetGateway}}}}\n");
        Assert.Equal("VpcSim.InvalidSetting", Assert.Single(_folder.Load("s1.yaml s2.yaml", options).Errors).Code);
        Assert.Single(Templates.Succeeded(_folder.Load("s1.yaml s3.yaml", options)).Settings);
    }
}
