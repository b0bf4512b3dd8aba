namespace VpcSim.Architecture.Tests;

/// <summary>Each rule finds what it is for, and leaves alone what only looks like it.</summary>
public class SourceRulesTests
{
    [Theory]
    [InlineData("src/PacketManager.cs", 1)]
    [InlineData("src/CidrHelper.cs", 1)]
    [InlineData("src/Utils.cs", 1)]
    [InlineData("src/Utilization.cs", 0)]
    [InlineData("src/ManagerRole.cs", 0)]
    public void A_name_that_says_nothing_is_found(string file, int breaches) =>
        Assert.Equal(breaches, SourceRules.Name(file).Count());

    [Theory]
    [InlineData(SourceRules.MostLines, 0)]
    [InlineData(SourceRules.MostLines + 1, 1)]
    public void A_long_file_is_found(int lines, int breaches) =>
        Assert.Equal(breaches, SourceRules.Length("A.cs", string.Concat(Enumerable.Repeat("x\n", lines))).Count());

    [Theory]
    [InlineData("class A\n{\n    #region b\n    #endregion\n}\n", 2)]
    [InlineData("// the region us-east-1, see #regions\n", 0)]
    public void A_region_is_found(string text, int breaches) =>
        Assert.Equal(breaches, SourceRules.Regions("A.cs", text).Count());

    [Theory]
    [InlineData("// TO" + "DO: later", 1)]
    [InlineData("// FIX" + "ME and HA" + "CK", 2)]
    [InlineData("throw new NotImplemented" + "Exception();", 1)]
    [InlineData("// a hackney carriage; throw new NotSupportedException();", 0)]
    public void What_was_left_for_later_is_found(string text, int breaches) =>
        Assert.Equal(breaches, SourceRules.Leftovers("A.cs", text).Count());

    [Theory]
    [InlineData("A.cs", "public class A;\n", 0)]
    [InlineData("A.cs", "public sealed record A(int B);\ninternal class C;\n", 0)]
    [InlineData("A.cs", "public class A\n{\n    public class Inner;\n}\n", 0)]
    [InlineData("A.Construction.cs", "public partial class A;\n", 0)]
    [InlineData("A.cs", "public class A<T>;\n", 0)]
    [InlineData("A.cs", "public readonly record struct B(int C);\n", 1)]
    [InlineData("A.cs", "public class A;\npublic enum B { C }\n", 1)]
    [InlineData("A.cs", "public class A;\npublic delegate void B(int c);\n", 1)]
    [InlineData("A.cs", "public readonly ref struct A;\npublic interface B;\n", 1)]
    public void A_second_public_type_or_another_name_is_found(string file, string text, int breaches) =>
        Assert.Equal(breaches, SourceRules.PublicTypes(file, text).Count());

    [Theory]
    [InlineData("cd /work/main", 1)]
    [InlineData("HOME=/home/me/x", 1)]
    [InlineData("\"/root/.nuget\"", 1)]
    [InlineData("> /tmp/vpcsim/log", 1)]
    [InlineData("https://example.com/home/page and ../work/x and /tmp/other", 0)]
    public void A_path_of_some_machine_is_found(string text, int breaches) =>
        Assert.Equal(breaches, SourceRules.MachinePaths("a.md", text).Count());

    [Theory]
    [InlineData("source https://registry.example.com/nuget", 1)]
    [InlineData("https://packages.example.com/feed/v3/index.json", 1)]
    [InlineData("http://mirror.example.com:8080/", 1)]
    [InlineData("https://docs.aws.amazon.com/vpc/latest/mirroring/", 0)]
    public void A_package_registry_is_found(string text, int breaches) =>
        Assert.Equal(breaches, SourceRules.RegistryHosts("a.md", text).Count());

    [Theory]
    [InlineData("[a](b.md)", 0)]
    [InlineData("[a](../README.md#part \"title\")", 0)]
    [InlineData("[a](https://example.com/x) [b](#part) `[c](gone.md)`", 0)]
    [InlineData("```\n[a](gone.md)\n```\n", 0)]
    [InlineData("[a](gone.md)", 1)]
    [InlineData("![a](../gone.svg)", 1)]
    [InlineData("[a](../../README.md)", 1)]
    public void A_link_that_leads_nowhere_is_found(string text, int breaches) =>
        Assert.Equal(breaches, SourceRules.Links("docs/a.md", text, path => path is "docs/b.md" or "README.md").Count());
}
