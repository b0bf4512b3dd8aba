using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>Names and ARNs of log groups and buckets, which flow logs are delivered to. (CloudFormation guide, "AWS::Logs::LogGroup", "AWS::S3::Bucket")</summary>
/// <remarks>A name that CloudFormation would generate is the stack's and the resource's name without the random end.</remarks>
internal static class LogDestinations
{
    public static Node LogGroupName(Evaluator evaluator, ResourceDeclaration group, Place place) =>
        Name(evaluator, group, "LogGroupName", $"{evaluator.Deployment.StackName}-{group.LogicalId}", place);

    public static Node LogGroupArn(Evaluator evaluator, ResourceDeclaration group, Place place) =>
        LogGroupName(evaluator, group, place) is ScalarNode { Text: string name }
            ? new ScalarNode(place, $"arn:{evaluator.Deployment.Partition}:logs:{evaluator.Deployment.Region}:{evaluator.Deployment.AccountId}:log-group:{name}:*")
            : new UnknownNode(place, $"{group.LogicalId}.Arn ({group.Type})");

    public static Node BucketName(Evaluator evaluator, ResourceDeclaration bucket, Place place) =>
        Name(evaluator, bucket, "BucketName", $"{evaluator.Deployment.StackName}-{bucket.LogicalId}".ToLowerInvariant(), place);

    public static Node BucketArn(Evaluator evaluator, ResourceDeclaration bucket, Place place) =>
        BucketName(evaluator, bucket, place) is ScalarNode { Text: string name }
            ? new ScalarNode(place, $"arn:{evaluator.Deployment.Partition}:s3:::{name}")
            : new UnknownNode(place, $"{bucket.LogicalId}.Arn ({bucket.Type})");

    private static Node Name(Evaluator evaluator, ResourceDeclaration declaration, string property, string generated, Place place)
    {
        if (!declaration.Properties.TryGet(property, out Node? node)) return new ScalarNode(place, generated);
        return evaluator.Evaluate(node) switch
        {
            NoValueNode => new ScalarNode(place, generated),
            Node value => value,
        };
    }
}
