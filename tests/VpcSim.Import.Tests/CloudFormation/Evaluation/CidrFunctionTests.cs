namespace VpcSim.Import.Tests.CloudFormation.Evaluation;

public class CidrFunctionTests
{
    [Theory] // CloudFormation guide, "Fn::Cidr": cidrBits is the inverse of the mask, 8 gives /24
    [InlineData("!Join [' ', !Cidr [192.168.0.0/24, 6, 5]]", "192.168.0.0/27 192.168.0.32/27 192.168.0.64/27 192.168.0.96/27 192.168.0.128/27 192.168.0.160/27")]
    [InlineData("!Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]", "10.0.1.0/24")]
    [InlineData("!Select [3, !Cidr ['2600:1f18:1234:5600::/56', '4', '64']]", "2600:1f18:1234:5603::/64")]
    [InlineData("!Select [255, !Cidr ['2600:1f18:1234:5600::/56', 256, 64]]", "2600:1f18:1234:56ff::/64")]
    [InlineData("!Select [0, !Cidr ['2600:1f18:1234:5600::/56', 1]]", "2600:1f18:1234:5600::/64")]
    [InlineData("!Select [0, !Cidr [10.0.0.0/16, 1, 16]]", "10.0.0.0/16")]
    public void A_block_is_split(string yaml, string expected) => Assert.Equal(expected, Expression.Value(yaml));

    [Theory]
    [InlineData("[10.0.0.0/24, 9, 5]", "does not hold 9 blocks")]
    [InlineData("[10.0.0.0/24, 1, 9]", "does not hold 1 blocks")]
    [InlineData("[10.0.0.0/8, 257, 8]", "must be between 1 and 256")]
    [InlineData("[10.0.0.0/8, 0, 8]", "must be between 1 and 256")]
    [InlineData("[10.0.0.0/8, 1]", "requires cidrBits")]
    [InlineData("[nonsense, 1, 8]", "'nonsense' is not a CIDR block")]
    public void A_split_that_is_not_possible_is_an_error(string arguments, string words) =>
        Assert.Contains(words, Expression.Error($"!Select [0, !Cidr {arguments}]").Message);
}
