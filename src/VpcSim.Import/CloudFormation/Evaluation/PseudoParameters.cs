using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>CloudFormation's pseudo parameters. (CloudFormation guide, "Pseudo parameters reference")</summary>
internal static class PseudoParameters
{
    public static bool IsPseudo(string name) => name.StartsWith("AWS::", StringComparison.Ordinal);

    /// <summary>The value, or null for a name that CloudFormation does not know.</summary>
    public static Node? Value(string name, Deployment deployment, Place place) => name switch
    {
        "AWS::Region" => new ScalarNode(place, deployment.Region),
        "AWS::AccountId" => new ScalarNode(place, deployment.AccountId),
        "AWS::StackName" => new ScalarNode(place, deployment.StackName),
        "AWS::StackId" => new ScalarNode(place, deployment.StackId),
        "AWS::Partition" => new ScalarNode(place, deployment.Partition),
        "AWS::URLSuffix" => new ScalarNode(place, deployment.UrlSuffix),
        "AWS::NotificationARNs" => new SequenceNode(place, []),
        "AWS::NoValue" => new NoValueNode(place),
        _ => null,
    };
}
