using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words by which a verb is told its design: the same for every verb that takes one.</summary>
internal sealed class DesignOptions
{
    private const string Forms = "a CloudFormation template (YAML or JSON), the folder that cdk synth wrote (cdk.out), a plan or state of Terraform as JSON (terraform show -json), or a folder of what aws ec2 describe-* answers.";

    /// <param name="strict">What <c>--strict</c> says of this verb.</param>
    public DesignOptions(string strict = "Findings about the design are errors.") => Strict = Words.Flag("--strict", strict);

    /// <summary>The designs as values of an option, for a verb whose arguments are something else.</summary>
    public Option<string[]> Design { get; } = Words.Valued("--design", "FILE", $"The design: {Forms} Repeatable: several stacks become one network. NAME=FILE gives the stack a name; else it has the file's.");

    /// <summary>The designs as the arguments themselves.</summary>
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = $"The design: {Forms} Several become one network. NAME=FILE gives a stack a name; else it has the file's.",
    };

    public Option<string[]> Parameter { get; } = Words.Valued("--parameter", "K=V", "A value for a parameter of the templates; STACK.K=V for those of one stack, ssm:NAME=V for the content of a parameter that Systems Manager stores. Repeatable; a list is written with commas.");

    public Option<string[]> Region { get; } = Words.Valued("--region", "R", "The region that the template is deployed in. Default: us-east-1.");

    public Option<string[]> Account { get; } = Words.Valued("--account", "A", "The account, 12 digits. Default: 123456789012.");

    public Option<string[]> Quota { get; } = Words.Valued("--quota", "NAME=N", "A quota that AWS has raised for the account, such as security-groups-per-interface=7; docs/quotas.md lists them all. Repeatable.");

    public Option<string[]> IpRanges { get; } = Words.Valued("--ip-ranges", "FILE", "A newer ip-ranges.json of AWS than the one that VpcSim carries.");

    public Option<bool> Strict { get; }

    /// <summary>All but the designs themselves and <c>--strict</c>.</summary>
    public IReadOnlyList<Option> OfDeployment => [Parameter, Region, Account, Quota, IpRanges];
}
