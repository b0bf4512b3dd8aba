using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Model.Tests.Designs;

public class NameIndexTests
{
    private static readonly Design _whole = (Sample.OneSubnet() with
    {
        Instances = [new Instance { Name = "Web", Id = "i-Web" }],
        NetworkInterfaces =
        [
            Sample.Launched("Web"),
            Sample.Interface("SecondNic") with { InstanceId = "i-Web", DeviceIndex = 1 },
            Sample.Interface("Standalone", address: "10.0.1.77"),
        ],
        NatGateways = [Sample.Nat("Nat", "A", "NatEip")],
        ElasticIps = [Sample.Eip("NatEip", "52.0.0.1"), Sample.Eip("WebEip", "52.0.0.2", "Web")],
        InternetGateways = [Sample.Internet()],
        VpcEndpoints = [Sample.InterfaceEndpoint("Secrets", "A")],
    }).Complete();

    private static readonly NameIndex _index = new(_whole);

    [Theory]
    [InlineData("Web", "eni-Web")]
    [InlineData("i-Web", "eni-Web")]
    [InlineData("Web:0", "eni-Web")]
    [InlineData("Web:1", "eni-SecondNic")]
    [InlineData("i-Web:1", "eni-SecondNic")]
    [InlineData("SecondNic", "eni-SecondNic")]
    [InlineData("eni-Standalone", "eni-Standalone")]
    [InlineData("10.0.1.77", "eni-Standalone")]
    [InlineData("52.0.0.2", "eni-Web")]
    [InlineData("WebEip", "eni-Web")]
    public void A_name_an_id_and_an_address_lead_to_the_interface(string name, string id) => Assert.Equal(id, _index.Resolve(name).Interface?.Id);

    [Theory]
    [InlineData("Nat")]
    [InlineData("nat-Nat")]
    [InlineData("NatEip")]
    public void A_NAT_gateway_stands_for_its_interface(string name) =>
        Assert.Equal(_whole.NatGateways[0].NetworkInterfaceId, _index.Resolve(name).Interface?.Id);

    [Fact]
    public void An_endpoint_of_one_subnet_stands_for_its_interface() =>
        Assert.Equal(_whole.VpcEndpoints[0].NetworkInterfaceIds[0], _index.Resolve("Secrets").Interface?.Id);

    [Fact]
    public void A_VPC_is_found_and_has_no_interface()
    {
        NameResolution found = _index.Resolve("Vpc");
        Assert.Equal(("vpc-Vpc", true), (found.Id, found.IsFound));
        Assert.Null(found.Interface);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
    {
        NameResolution missing = _index.Resolve("web:2");
        Assert.False(missing.IsFound);
        Assert.Equal("Web:0", missing.Nearest[0]);
        Assert.Contains("'web:2'", missing.Error, StringComparison.Ordinal);
        Assert.Null(_index.Resolve("Web").Error);
    }

    [Fact]
    public void An_address_of_two_VPCs_is_nobodys()
    {
        var index = new NameIndex((new Design
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other")],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.0.1.0/24", "Other")],
            NetworkInterfaces = [Sample.Interface("One", "A", "10.0.1.9"), Sample.Interface("Two", "B", "10.0.1.9")],
        }).Complete());
        Assert.False(index.Resolve("10.0.1.9").IsFound);
        Assert.Contains("several VPCs", index.Resolve("10.0.1.9").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Name_tag_stands_for_the_one_interface_that_has_it()
    {
        System.Collections.Immutable.ImmutableDictionary<string, string> Named(string name) => System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("Name", name);
        var index = new NameIndex((new Design
        {
            Vpcs = [Sample.Vpc()],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24")],
            NetworkInterfaces =
            [
                Sample.Interface("One", "A", "10.0.1.9") with { Tags = Named("front") },
                Sample.Interface("Two", "A", "10.0.1.10") with { Tags = Named("back") },
                Sample.Interface("Three", "A", "10.0.1.11") with { Tags = Named("back") },
                Sample.Interface("Four", "A", "10.0.1.12") with { Tags = Named("One") },
            ],
        }).Complete());
        Assert.Equal("One", index.Resolve("front").Interface?.Name);
        Assert.False(index.Resolve("back").IsFound);
        Assert.Equal("One", index.Resolve("One").Interface?.Name);
    }

    [Fact]
    public void An_empty_design_says_so() => Assert.Contains("empty", new NameIndex(new Design()).Resolve("Web").Error, StringComparison.Ordinal);
}
