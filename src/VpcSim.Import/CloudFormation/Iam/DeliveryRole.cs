using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Iam;

/// <summary>The role that delivers a flow log to CloudWatch Logs: whether its trust and its permissions suffice. (VPC guide, "IAM role for publishing flow logs to CloudWatch Logs")</summary>
/// <param name="evaluator">Of the template.</param>
/// <param name="role">An <c>AWS::IAM::Role</c> of the template.</param>
internal sealed class DeliveryRole(Evaluator evaluator, ResourceDeclaration role)
{
    public const string Service = "vpc-flow-logs.amazonaws.com";

    private const string AssumeRole = "sts:AssumeRole", CreateLogGroup = "logs:CreateLogGroup";

    private static readonly string[] _needed = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"];

    // AWS lists it among the permissions; delivery to a log group that exists works without it.
    private const string DescribeLogGroups = "logs:DescribeLogGroups";

    private static readonly string[] _fullAccess =
        ["AdministratorAccess", "PowerUserAccess", "CloudWatchLogsFullAccess", "CloudWatchFullAccess", "CloudWatchFullAccessV2"];

    private readonly List<PolicyDocument> _policies = [];
    private bool _allowsAll;
    private bool _hasUnknown;

    /// <summary>What the role lacks of what AWS asks for.</summary>
    /// <param name="groupExists">Whether the template makes the log group itself, so that delivery need not.</param>
    public DeliveryLack Lack(bool groupExists)
    {
        string subject = evaluator.Subject;
        evaluator.Subject = role.LogicalId;
        Truth trusted = new PolicyDocument(Property(role, "AssumeRolePolicyDocument")).Allows(AssumeRole, Service);
        ReadPolicies();
        evaluator.Subject = subject;
        string[] needed = groupExists ? _needed : [CreateLogGroup, .. _needed];
        string[] lacking = Lacking(needed), asked = Lacking(groupExists ? [CreateLogGroup, DescribeLogGroups] : [DescribeLogGroups]);
        return new DeliveryLack(
            trusted == Truth.False ? $"does not trust {Service}" : lacking.Length > 0 ? Without([.. lacking, .. asked]) : null,
            asked.Length > 0 ? Without(asked) : null,
            trusted == Truth.Unknown || needed.Any(action => Permits(action) == Truth.Unknown));
    }

    private string[] Lacking(string[] actions) => [.. actions.Where(action => Permits(action) == Truth.False)];

    private static string Without(string[] actions) => $"does not allow {string.Join(", ", actions)}";

    private Truth Permits(string action)
    {
        if (_policies.Any(policy => policy.Denies(action) == Truth.True)) return Truth.False;
        if (_allowsAll || _policies.Any(policy => policy.Allows(action) == Truth.True)) return Truth.True;
        return _hasUnknown || _policies.Any(policy => policy.Allows(action) == Truth.Unknown) ? Truth.Unknown : Truth.False;
    }

    private void ReadPolicies()
    {
        foreach (Node inline in Items(Property(role, "Policies")))
        {
            if (inline is MappingNode mapping && mapping.TryGet("PolicyDocument", out Node? document)) _policies.Add(new PolicyDocument(document));
            else if (inline is UnknownNode) _hasUnknown = true;
        }
        foreach (Node managed in Items(Raw(role, "ManagedPolicyArns"))) ReadManaged(managed);
        foreach (Evaluator owner in evaluator.Beside)
        {
            foreach (ResourceDeclaration other in (IEnumerable<ResourceDeclaration>)[.. owner.Template.OfType("AWS::IAM::Policy"), .. owner.Template.OfType("AWS::IAM::ManagedPolicy")])
                if (Items(Raw(other, "Roles")).Any(named => Names(owner, named))) _policies.Add(new PolicyDocument(Property(owner, other, "PolicyDocument")));
            foreach (ResourceDeclaration other in owner.Template.OfType("AWS::IAM::RolePolicy"))
                if (Raw(other, "RoleName") is { } named && Names(owner, named)) _policies.Add(new PolicyDocument(Property(owner, other, "PolicyDocument")));
        }
    }

    private void ReadManaged(Node node)
    {
        if (ReferenceOf(node) is { } id && evaluator.Template.ResourcesByName.TryGetValue(id, out ResourceDeclaration? policy) && policy.Type == "AWS::IAM::ManagedPolicy")
            _policies.Add(new PolicyDocument(Property(policy, "PolicyDocument")));
        else if (evaluator.Evaluate(node) is ScalarNode { Text: string arn } && _fullAccess.Contains(arn[(arn.LastIndexOf('/') + 1)..]))
            _allowsAll = true;
        else
            _hasUnknown = true;
    }

    private bool Names(Evaluator owner, Node node) => (owner == evaluator && ReferenceOf(node) == role.LogicalId)
        || (RoleNames.Name(evaluator, role, node.Place) is ScalarNode { Text: string own } && owner.Evaluate(node) is ScalarNode { Text: string other } && own == other);

    private static string? ReferenceOf(Node node) =>
        node is MappingNode { Count: 1 } mapping && mapping.TryGet("Ref", out Node? name) && name is ScalarNode { Text: string id } ? id : null;

    private Node Property(ResourceDeclaration declaration, string name) => Property(evaluator, declaration, name);

    private static Node Property(Evaluator owner, ResourceDeclaration declaration, string name) =>
        Raw(declaration, name) is { } node ? owner.Evaluate(node) : new NoValueNode(declaration.Place);

    private static Node? Raw(ResourceDeclaration declaration, string name) => declaration.Properties.TryGet(name, out Node? node) ? node : null;

    private static IReadOnlyList<Node> Items(Node? node) => node switch
    {
        SequenceNode list => list.Items,
        null or NoValueNode => [],
        _ => [node],
    };
}
