using System.Collections.Immutable;
using System.Text;
using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests;

/// <summary>Loads templates that tests write, and the pieces that most of them need.</summary>
internal static class Templates
{
    /// <summary>A VPC 10.0.0.0/16 with the subnet 10.0.1.0/24, to stand under <c>Resources:</c>.</summary>
    public const string VpcAndSubnet = """
          Vpc:
            Type: AWS::EC2::VPC
            Properties: {CidrBlock: 10.0.0.0/16}
          Subnet:
            Type: AWS::EC2::Subnet
            Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}

        """;

    public static ImportResult Load(string text, params string[] parameters) => LoadBytes(Encoding.UTF8.GetBytes(text), "template.yaml", Options(parameters));

    public static ImportResult Load(string text, ImportOptions options) => LoadBytes(Encoding.UTF8.GetBytes(text), "template.yaml", options);

    /// <summary>Loads resources beside <see cref="VpcAndSubnet"/>.</summary>
    public static ImportResult WithVpc(string resources, params string[] parameters) => Load($"Resources:\n{VpcAndSubnet}{Indented(resources)}", parameters);

    /// <summary>The design of resources beside <see cref="VpcAndSubnet"/>, which must have no errors.</summary>
    public static Design Design(string resources, params string[] parameters) => Succeeded(WithVpc(resources, parameters)).Design;

    /// <summary>The only error of resources beside <see cref="VpcAndSubnet"/>.</summary>
    public static ImportError Error(string resources, params string[] parameters) => Assert.Single(WithVpc(resources, parameters).Errors);

    public static ImportResult LoadBytes(byte[] bytes, string name, ImportOptions options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vpcsim-import-");
        try
        {
            string path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, bytes);
            ImportResult result = DesignImporter.Load(path, options);
            if (result.Succeeded) Converting.RoundTrip.ShouldHold([new DesignInput(path)], options);
            return WithoutFolder(result, folder.FullName + Path.DirectorySeparatorChar);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static ImportOptions Options(params string[] parameters) =>
        new() { Parameters = parameters.ToImmutableDictionary(p => p[..p.IndexOf('=')], p => p[(p.IndexOf('=') + 1)..]) };

    public static ImportResult Succeeded(ImportResult result)
    {
        Assert.Empty(result.Errors);
        return result;
    }

    private static ImportResult WithoutFolder(ImportResult result, string folder) => result with
    {
        Errors = [.. result.Errors.Select(e => e with { Place = e.Place?.Replace(folder, "") })],
        Findings = [.. result.Findings.Select(f => f with { Place = f.Place?.Replace(folder, "") })],
    };

    private static string Indented(string resources) => string.Join('\n', resources.Split('\n').Select(line => $"  {line}")) + "\n";
}
