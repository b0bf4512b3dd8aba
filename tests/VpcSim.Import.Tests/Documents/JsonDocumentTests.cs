using System.Text;

namespace VpcSim.Import.Tests.Documents;

public class JsonDocumentTests
{
    private const string Vpc = """{"Resources": {"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}}""";

    [Fact]
    public void A_file_that_begins_with_a_brace_is_JSON() => Assert.Equal("V", Templates.Succeeded(Templates.Load(Vpc)).Design.Vpcs[0].Name);

    [Fact]
    public void A_byte_order_mark_and_spaces_before_the_brace_change_nothing() =>
        Templates.Succeeded(Templates.LoadBytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(" \r\n" + Vpc)], "t.json", new ImportOptions()));

    [Theory]
    [InlineData("{\n  \"Resources\": {,}\n}", "template.yaml:2:17")]
    [InlineData("{\"Resources\": {}", "template.yaml:1:17")]
    [InlineData("{\n // note\n \"Resources\": {}}", "template.yaml:2:2")]
    [InlineData("{\"Resources\": {},}", "template.yaml:1:18")]
    [InlineData("{\"Resources\": {}} x", "template.yaml:1:19")]
    [InlineData("{\"A\": \"\\ud800\"}", "template.yaml:1:7")]
    public void Broken_JSON_is_one_error_with_its_place(string text, string place)
    {
        ImportError error = Assert.Single(Templates.Load(text).Errors);
        Assert.Equal("Template.Syntax", error.Code);
        Assert.Equal(place, error.Place);
        Assert.DoesNotContain("reader options", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_is_an_error_at_the_second()
    {
        ImportError error = Assert.Single(Templates.Load("{\n \"Resources\": {},\n \"Resources\": {}\n}").Errors);
        Assert.Equal(("Template.DuplicateKey", "template.yaml:3:2"), (error.Code, error.Place));
        Assert.Contains("line 2", error.Message);
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes()
    {
        ImportError error = Assert.Single(Templates.Load("{\"Description\": \"äöü€\", \"Resourcen\": {}, \"Resources\": " + Vpc["{\"Resources\": ".Length..]).Errors);
        Assert.Equal("template.yaml:1:25", error.Place);
    }

    [Fact]
    public void Two_thousand_instances_load_in_linear_time()
    {
        StringBuilder text = new("{\"Resources\":{\"V\":{\"Type\":\"AWS::EC2::VPC\",\"Properties\":{\"CidrBlock\":\"10.0.0.0/16\"}},");
        text.Append("\"S\":{\"Type\":\"AWS::EC2::Subnet\",\"Properties\":{\"VpcId\":{\"Ref\":\"V\"},\"CidrBlock\":\"10.0.0.0/16\"}}");
        for (int i = 0; i < 2000; i++)
            text.Append($",\"I{i}\":{{\"Type\":\"AWS::EC2::Instance\",\"Properties\":{{\"SubnetId\":{{\"Ref\":\"S\"}},\"PrivateIpAddress\":\"10.0.{(i / 200) + 1}.{(i % 200) + 10}\"}}}}");
        ImportResult result = Templates.Succeeded(Templates.Load(text + "}}"));
        Assert.Equal(2000, result.Design.Instances.Length);
        Assert.Equal("10.0.10.209", result.Design.NetworkInterfaces.Single(n => n.Name == "I1999").PrivateAddresses[0].Address.ToString());
    }
}
