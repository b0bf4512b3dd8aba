using System.Collections.Immutable;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Services;

namespace VpcSim.Import;

/// <summary>What an import is told beside the file.</summary>
public sealed record ImportOptions
{
    /// <summary>The region that the template is deployed in, such as <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account that the template is deployed in: 12 digits.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>Values for the template's parameters by name; they win over defaults. A list is written with commas.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The value of <c>AWS::StackName</c>; null takes the file's name.</summary>
    public string? StackName { get; init; }

    /// <summary>Raised quotas; null for AWS's defaults.</summary>
    public Quotas? Quotas { get; init; }

    /// <summary>AWS's published address ranges; null for the table that VpcSim carries.</summary>
    public AwsIpRanges? IpRanges { get; init; }

    /// <summary>What is wrong with a setting's name and value in the design's own settings, in a sentence; null where nothing is. By default no
    /// setting is known.</summary>
    public Func<string, string, string?> SettingProblem { get; init; } = static (name, _) => $"there is no setting '{name}' here";

    /// <summary>What is wrong with a flow log's format, in a sentence; null where nothing is. By default every format is taken.</summary>
    public Func<string, string?> LogFormatProblem { get; init; } = static _ => null;

    /// <summary>Whether findings count as errors: they then stand in <see cref="ImportResult.Errors"/> too.</summary>
    public bool Strict { get; init; }
}
