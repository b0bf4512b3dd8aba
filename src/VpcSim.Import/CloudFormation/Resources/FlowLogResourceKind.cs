using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Iam;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Import.Documents;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::FlowLog</c>.</summary>
internal static class FlowLogResourceKind
{
    public static readonly ResourceKind Kind = new("AWS::EC2::FlowLog", "fl", Read,
        "ResourceId ResourceType TrafficType LogDestination LogDestinationType LogGroupName LogFormat MaxAggregationInterval DeliverLogsPermissionArn " +
        $"DeliverCrossAccountRole DestinationOptions {FlowLogTags.Property} Tags");

    private const string CloudWatchLogs = "cloud-watch-logs", S3 = "s3";

    /// <summary>AWS's word for a role that lacks permission, trust or the right principal. (EC2 API, FlowLog, DeliverLogsErrorMessage)</summary>
    private const string AccessError = "Access error";

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryText("ResourceType", out string? typeName)) return;
        (FlowLogResource type, string prefix)? watched = typeName switch
        {
            "VPC" => (FlowLogResource.Vpc, "vpc"),
            "Subnet" => (FlowLogResource.Subnet, "subnet"),
            "NetworkInterface" => (FlowLogResource.NetworkInterface, "eni"),
            "RegionalNatGateway" => (FlowLogResource.RegionalNatGateway, "nat"),
            _ => null,
        };
        if (watched is not var (type, prefix))
        {
            if (typeName is "TransitGateway" or "TransitGatewayAttachment")
                r.LeaveOut($"flow logs of {typeName}", r.PlaceOf("ResourceType"), "not-modelled");
            else
                r.Invalid("ResourceType", $"Value ({typeName}) for parameter ResourceType is invalid. Use VPC, Subnet, NetworkInterface or RegionalNatGateway.");
            return;
        }
        if (!r.TryId("ResourceId", prefix, out string? resourceId)) return;
        TrafficType traffic = Traffic(r);
        int interval = r.Integer("MaxAggregationInterval") ?? 600;
        if (interval is not (60 or 600)) r.Invalid("MaxAggregationInterval", $"Invalid Flow Log Max Aggregation Interval ({interval}). Use 60 or 600.", "InvalidParameter");
        string destinationType = r.Text("LogDestinationType") ?? CloudWatchLogs;
        if (destinationType is not (CloudWatchLogs or S3 or "kinesis-data-firehose"))
        {
            r.Invalid("LogDestinationType", $"Value ({destinationType}) for parameter LogDestinationType is invalid. Use cloud-watch-logs, s3 or kinesis-data-firehose.");
        }
        string? destination = r.TextIfKnown("LogDestination");
        string? format = r.Text("LogFormat");
        if (destinationType == S3 && destination?.Split('/').Contains("AWSLogs") == true)
            r.Invalid("LogDestination", $"Value ({destination}) for parameter LogDestination is invalid. AWSLogs is a reserved term and cannot be a folder's name.");
        CheckDestination(r, destinationType, destination);
        PropertyReader? options = r.Mapping("DestinationOptions");
        options?.RefuseOthers("FileFormat", "HiveCompatiblePartitions", "PerHourPartition");
        LogFileFormat fileFormat = FileFormat(options);
        TellDoubtful(r, format, destinationType);
        FlowLogTags tags = new(r);
        if (r.IsLeftOut) return;
        string? group = destinationType == CloudWatchLogs ? r.TextIfKnown("LogGroupName") ?? LogGroupOf(destination) : null;
        JudgeDestination(r, group, destination);
        ContainerInstances.TellUnknown(r, draft, format);
        draft.FlowLogs.Add(new FlowLog
        {
            Name = r.Name,
            Id = r.Id,
            ResourceType = type,
            ResourceId = resourceId,
            TrafficType = traffic,
            MaxAggregationIntervalSeconds = interval,
            LogFormat = format,
            DestinationType = destinationType,
            LogGroupName = group,
            Destination = destination,
            DeliverLogsPermissionArn = r.TextIfKnown("DeliverLogsPermissionArn"),
            FileFormat = fileFormat,
            HiveCompatiblePartitions = options?.Boolean("HiveCompatiblePartitions") ?? false,
            PerHourPartition = options?.Boolean("PerHourPartition") ?? false,
            DeliverLogsErrorMessage = destinationType == CloudWatchLogs ? DeliveryProblem(r, group) : null,
            InstanceTagKeys = tags.Instance,
            InterfaceTagKeys = tags.Interface,
            AsgTagKeys = tags.AutoScalingGroup,
        });
    }

    // EC2 API, "CreateFlowLogs", LogDestination, LogGroupName, DeliverLogsPermissionArn
    private static void CheckDestination(ResourceReader r, string type, string? destination)
    {
        const string Property = "LogDestination", Role = "DeliverLogsPermissionArn";
        if (type == CloudWatchLogs)
        {
            if (r.Has(Property) == r.Has("LogGroupName"))
                r.Error("InvalidParameter", "a flow log to CloudWatch Logs names its log group by LogDestination or by LogGroupName; give one of them", r.PlaceOf(Property));
            if (!r.Has(Role)) r.Error("InvalidParameter", $"{Role} can't be empty if LogDestinationType is {CloudWatchLogs}; name a role", r.Place);
            return;
        }
        string example = type == S3 ? "arn:aws:s3:::my-bucket/my-folder/" : "arn:aws:firehose:us-east-1:123456789012:deliverystream/my-stream";
        string[] parts = destination?.Split(':') ?? [];
        if (!r.Has(Property))
            r.Error("InvalidParameter", $"{Property} can't be empty if LogDestinationType is {type}; write an ARN such as {example}", r.Place);
        else if (destination is not null && (parts.Length < 6 || parts[0] != "arn" || parts[2] != (type == S3 ? S3 : "firehose") || parts[5].Length == 0 || parts[5][0] == '/'))
            r.Invalid(Property, $"Value ({destination}) for parameter {Property} is invalid. Write an ARN such as {example}.");
        if (r.Has("LogGroupName")) r.Invalid("LogGroupName", $"LogGroupName is not applicable for {type} delivery; leave it out", "InvalidParameter");
        if (type == S3 && r.Has(Role)) r.Invalid(Role, $"{Role} is not applicable for s3 delivery; leave it out", "InvalidParameter");
    }

    // EC2 API, "CreateFlowLogs", LogFormat: the ${field-id} format, separated by spaces; DestinationOptionsRequest speaks of S3 alone. What AWS says to others is not documented.
    private static void TellDoubtful(ResourceReader r, string? format, string destinationType)
    {
        string? bare = format?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(static word => !word.StartsWith("${", StringComparison.Ordinal));
        if (bare is not null)
            r.Finding("log-format-bare", $"{r.Name}: its LogFormat has '{bare}', and AWS's form is '${{{bare}}}'; AWS may refuse it", r.PlaceOf("LogFormat"));
        if (destinationType != S3 && r.Has("DestinationOptions"))
            r.Finding("destination-options-unused", $"{r.Name}: DestinationOptions are for flow logs to S3, and this one goes to {destinationType}; AWS may refuse them", r.PlaceOf("DestinationOptions"));
    }

    // EC2 API, "CreateFlowLogs", DestinationOptions
    private static LogFileFormat FileFormat(PropertyReader? options)
    {
        string? word = options?.Text("FileFormat");
        if (word is null or "plain-text") return LogFileFormat.PlainText;
        if (word != "parquet") options!.Invalid("FileFormat", $"Value ({word}) for parameter FileFormat is invalid. Use plain-text or parquet.");
        return LogFileFormat.Parquet;
    }

    /// <summary>AWS's message where the role cannot deliver, with a finding that says what it lacks; a role that the template does not make is believed to be able.</summary>
    private static string? DeliveryProblem(ResourceReader r, string? logGroup)
    {
        const string Property = "DeliverLogsPermissionArn";
        if (!r.Has(Property)) return null;
        if (RoleOf(r, Property) is not var (owner, role))
        {
            r.Finding("delivery-role-unknown", $"{r.Name}: the role that delivers is not made by this {r.Noun}; it is believed to be trusted and allowed", r.PlaceOf(Property));
            return null;
        }
        r.Catalog.Judge(role.Name);
        DeliveryLack lack = new DeliveryRole(owner, role).Lack(MakesGroup(r, logGroup));
        if (lack.Fatal is { } fatal)
        {
            r.Finding("delivery-fails", $"{r.Name} delivers nothing (DeliverLogsStatus FAILED, {AccessError}): role {role.LogicalId} {fatal}", r.PlaceOf(Property));
            return AccessError;
        }
        if (lack.Harmless is { } harmless)
            r.Finding("delivery-role-incomplete", $"{r.Name} is delivered, though role {role.LogicalId} {harmless}, which AWS asks for", r.PlaceOf(Property));
        if (lack.IsUnsure)
            r.Finding("delivery-role-unknown", $"{r.Name}: what role {role.LogicalId} allows is not all known before deployment; it is believed to suffice", r.PlaceOf(Property));
        return null;
    }

    /// <summary>The role of any given stack that has the ARN.</summary>
    private static (Evaluator Owner, ResourceDeclaration Role)? RoleOf(ResourceReader r, string property)
    {
        if (r.TextIfKnown(property) is not { } arn) return null;
        foreach (Evaluator owner in r.Evaluator.Beside)
            foreach (ResourceDeclaration role in owner.Template.OfType(RoleNames.Type))
                if (owner.Conditions.Of(role) == Truth.True && RoleNames.Arn(owner, role, role.Place) is ScalarNode { Text: string own } && own == arn) return (owner, role);
        return null;
    }

    private static bool MakesGroup(ResourceReader r, string? logGroup) => GroupsCalled(r, logGroup).Any();

    private static IEnumerable<ResourceDeclaration> GroupsCalled(ResourceReader r, string? logGroup) => r.Evaluator.Beside
        .Where(owner => owner.Deployment.AccountId == r.Deployment.AccountId && owner.Deployment.Region == r.Deployment.Region)
        .SelectMany(owner => owner.Template.OfType("AWS::Logs::LogGroup").Where(group => owner.References.Ref(group.LogicalId, group.Place) is ScalarNode { Text: string name } && name == logGroup));

    /// <summary>A log group or bucket to which records go is no resource that is left out.</summary>
    private static void JudgeDestination(ResourceReader r, string? logGroup, string? destination)
    {
        foreach (ResourceDeclaration group in GroupsCalled(r, logGroup)) r.Catalog.Judge(group.Name);
        if (destination is null) return;
        foreach (Evaluator owner in r.Evaluator.Beside)
            foreach (ResourceDeclaration bucket in owner.Template.OfType("AWS::S3::Bucket"))
                if (LogDestinations.BucketArn(owner, bucket, bucket.Place) is ScalarNode { Text: string arn } && destination.Split('/')[0] == arn) r.Catalog.Judge(bucket.Name);
    }

    /// <summary>AWS requires it for VPCs, subnets and interfaces. (EC2 API, "CreateFlowLogs", TrafficType)</summary>
    private static TrafficType Traffic(ResourceReader r)
    {
        if (!r.TryText("TrafficType", out string? word)) return TrafficType.All;
        switch (word)
        {
            case "ACCEPT": return TrafficType.Accept;
            case "REJECT": return TrafficType.Reject;
            case not "ALL": r.Invalid("TrafficType", $"Value ({word}) for parameter TrafficType is invalid. Use ACCEPT, REJECT or ALL."); break;
        }
        return TrafficType.All;
    }

    /// <summary>The name within <c>arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*</c>.</summary>
    private static string? LogGroupOf(string? arn)
    {
        const string Marker = ":log-group:";
        int at = arn?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (at < 0) return null;
        string name = arn![(at + Marker.Length)..];
        return name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
    }
}
