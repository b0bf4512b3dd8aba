using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Iam;

/// <summary>Names and ARNs of roles. (CloudFormation guide, "AWS::IAM::Role", return values)</summary>
/// <remarks>A name that CloudFormation would generate is the stack's and the resource's name without the random end.</remarks>
internal static class RoleNames
{
    public const string Type = "AWS::IAM::Role";

    public static Node Name(Evaluator evaluator, ResourceDeclaration role, Place place) =>
        Property(evaluator, role, "RoleName") switch
        {
            null => new ScalarNode(place, $"{evaluator.Deployment.StackName}-{role.LogicalId}"),
            ScalarNode name => new ScalarNode(place, name.Text),
            _ => new UnknownNode(place, $"Ref {role.LogicalId} ({Type})"),
        };

    public static Node Arn(Evaluator evaluator, ResourceDeclaration role, Place place) =>
        Name(evaluator, role, place) is ScalarNode { Text: string name } && (Property(evaluator, role, "Path") ?? new ScalarNode(place, "/")) is ScalarNode { Text: string path }
            ? new ScalarNode(place, $"arn:{evaluator.Deployment.Partition}:iam::{evaluator.Deployment.AccountId}:role{path}{name}")
            : new UnknownNode(place, $"{role.LogicalId}.Arn ({Type})");

    private static Node? Property(Evaluator evaluator, ResourceDeclaration role, string property) =>
        role.Properties.TryGet(property, out Node? node) && evaluator.Evaluate(node) is var value and not NoValueNode ? value : null;
}
