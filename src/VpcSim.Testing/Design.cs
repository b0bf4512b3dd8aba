using System.Runtime.CompilerServices;
using VpcSim.Testing.Building;

namespace VpcSim.Testing;

/// <summary>Where a test begins: a design that is written here, or one that lies in files.</summary>
public static class Design
{
    /// <summary>Begins an empty design.</summary>
    public static DesignBuilder Create() => new();

    /// <summary>
    /// Takes a design from files: CloudFormation templates (YAML or JSON), folders that <c>cdk synth</c> wrote, plans or states of Terraform as JSON, folders of what
    /// <c>aws ec2 describe-*</c> answers. Several become one network.
    /// </summary>
    /// <remarks>A relative path is looked for in the current folder, then beside the source file that calls.</remarks>
    public static LoadedDesign Load(string path, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new LoadedDesign().And(path, nameof(Load), file, line);
}
