using System.Text.RegularExpressions;
using VpcSim.Model.Naming;

namespace VpcSim.Model.Tests.Naming;

public class AwsIdsTests
{
    [Fact]
    public void An_id_is_the_prefix_and_17_hex_digits_of_the_hash_of_its_name() =>
        Assert.Equal("vpc-" + Hex("vpc:123456789012:us-east-1:Vpc")[..17], AwsIds.Derive("vpc", "123456789012", "us-east-1", "Vpc"));

    [Fact]
    public void An_id_has_the_form_of_AWS_own() => Assert.Matches(new Regex("^eni-[0-9a-f]{17}$"), AwsIds.Derive("eni", "1", "us-east-1", "Naïve 名"));

    [Theory]
    [InlineData("subnet", "123456789012", "us-east-1", "Vpc")]
    [InlineData("vpc", "210987654321", "us-east-1", "Vpc")]
    [InlineData("vpc", "123456789012", "eu-west-1", "Vpc")]
    [InlineData("vpc", "123456789012", "us-east-1", "Vpc2")]
    public void Kind_account_region_and_name_all_count(string prefix, string account, string region, string name) =>
        Assert.NotEqual(AwsIds.Derive("vpc", "123456789012", "us-east-1", "Vpc")[^17..], AwsIds.Derive(prefix, account, region, name)[^17..]);

    private static string Hex(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
