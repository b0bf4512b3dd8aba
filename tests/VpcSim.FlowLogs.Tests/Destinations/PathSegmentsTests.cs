using CsCheck;
using VpcSim.FlowLogs.Destinations;

namespace VpcSim.FlowLogs.Tests.Destinations;

public class PathSegmentsTests
{
    [Theory] // CloudWatch Logs API, CreateLogGroup: the characters of a name are a-z A-Z 0-9 . - _ / #
    [InlineData("vpc-flow-logs", "vpc-flow-logs")]
    [InlineData("/aws/vpc/flow_logs.v2#1", "aws/vpc/flow_logs.v2#1")]
    public void Names_as_AWS_allows_them_stand_as_they_are(string name, string path)
    {
        Assert.Equal(path, PathSegments.Encode(name));
    }

    [Theory]
    [InlineData("..", "%2E%2E")]
    [InlineData("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd")]
    [InlineData("a/../b", "a/%2E%2E/b")]
    [InlineData("/..", "%2E%2E")]
    [InlineData(".", "%2E")]
    [InlineData("...", "...")]
    [InlineData("//etc", "%2F/etc")]
    [InlineData("a//b", "a/%2F/b")]
    [InlineData("a/", "a/%2F")]
    [InlineData("/", "%2F")]
    [InlineData("", "%2F")]
    [InlineData("..\\..\\x", "..%5C..%5Cx")]
    [InlineData("C:\\x", "C%3A%5Cx")]
    [InlineData("a\nb\0c", "a%0Ab%00c")]
    [InlineData("a b%c~", "a%20b%25c%7E")]
    [InlineData("straße", "stra%C3%9Fe")]
    public void Hostile_names_stay_under_their_folder(string name, string path)
    {
        Assert.Equal(path, PathSegments.Encode(name));
    }

    [Fact]
    public void A_segment_longer_than_a_file_system_takes_is_cut_and_told_apart_by_a_hash()
    {
        string one = PathSegments.Encode(new string('a', 512)), other = PathSegments.Encode(new string('a', 511) + "b");
        Assert.Equal(PathSegments.MaxLength, one.Length);
        Assert.NotEqual(one, other);
        Assert.Equal(PathSegments.MaxLength, PathSegments.Encode(new string('a', PathSegments.MaxLength)).Length);
    }

    [Fact]
    public void No_name_leaves_the_folder_and_two_names_differ_but_for_a_leading_slash()
    {
        string[] pieces = ["..", ".", "/", "\\", "a", "%", "\0", "~", "é", "%2E"];
        Gen<string> names = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 8].Select(string.Concat);
        string root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "root"));
        Gen.Select(names, names).Sample((one, other) =>
        {
            string path = Path.GetFullPath(Path.Combine(root, PathSegments.Encode(one)));
            Assert.StartsWith(root + Path.DirectorySeparatorChar, path);
            if (Trimmed(one) != Trimmed(other)) Assert.NotEqual(PathSegments.Encode(one), PathSegments.Encode(other));
        });

        static string Trimmed(string name) => name.StartsWith('/') ? name[1..] : name;
    }
}
