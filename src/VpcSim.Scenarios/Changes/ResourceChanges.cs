using System.Collections.Immutable;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Scenarios.Changes;

/// <summary>The actions on flow logs and instances.</summary>
internal static class ResourceChanges
{
    public static ImmutableArray<ChangeKind> Kinds { get; } =
    [
        new ChangeKind
        {
            Action = "create-flow-logs",
            Description = "Begins to log a VPC, a subnet or an interface, to CloudWatch Logs.",
            Keys =
            [
                new("name", ChangeForm.Text, "The name that the rest of the timeline uses.", IsRequired: true),
                new("resource", ChangeForm.Name, "The VPC, subnet, interface or instance.", IsRequired: true) { Find = Nouns.Logged },
                new("traffic-type", ChangeForm.Choice, "Which records it keeps; ALL where it is left out.") { Choices = ["ALL", "ACCEPT", "REJECT"] },
                new("max-aggregation-interval", ChangeForm.Number, "Seconds, 60 or 600; 600 where it is left out."),
                new("log-format", ChangeForm.Text, "Its fields; the default format where it is left out."),
                new("log-group", ChangeForm.Text, "Its log group; its name where it is left out."),
            ],
            Make = CreateFlowLogs,
        },
        new ChangeKind
        {
            Action = "delete-flow-logs",
            Description = "Ends a flow log; what it has delivered stays.",
            Keys = [new("flow-log", ChangeForm.Name, "The flow log.", IsRequired: true) { Find = Nouns.FlowLog }],
            Shorthand = "flow-log",
            Make = static words => new FlowLogDeletion(words.Text("flow-log")),
        },
        new ChangeKind
        {
            Action = "modify-flow-logs",
            Description = "Is always refused: AWS has no such action, and a flow log cannot be changed.",
            Keys = [new("flow-log", ChangeForm.Name, "The flow log.", IsRequired: true) { Find = Nouns.FlowLog }],
            Shorthand = "flow-log",
            Make = static words => new FlowLogModification(words.Text("flow-log")),
        },
        new ChangeKind
        {
            Action = "run-instances",
            Description = "Launches an instance of one interface.",
            Keys =
            [
                new("name", ChangeForm.Text, "The name that the rest of the timeline uses.", IsRequired: true),
                new("subnet", ChangeForm.Name, "The subnet.", IsRequired: true) { Find = Nouns.Subnet },
                new("groups", ChangeForm.Names, "Its security groups; the VPC's default group where they are left out.") { Find = Nouns.Group },
                new("instance-type", ChangeForm.Text, "Such as t3.micro, which it is where it is left out."),
                new("private-ip-address", ChangeForm.Address, "Its private address; the lowest free one of the subnet where it is left out."),
                new("associate-public-ip-address", ChangeForm.Boolean, "Whether it gets a public address; as the subnet says where it is left out."),
            ],
            Make = static words => new InstanceLaunch(words.Text("name"), words.Text("subnet"))
            {
                Groups = words.Texts("groups"),
                InstanceType = words.TextOrNull("instance-type") ?? "t3.micro",
                PrivateAddress = words.Address("private-ip-address"),
                AssociatePublicAddress = words.Boolean("associate-public-ip-address"),
            },
        },
        new ChangeKind
        {
            Action = "terminate-instances",
            Description = "Terminates an instance: the interfaces of its launch go with it.",
            Keys = [new("instance", ChangeForm.Name, "The instance.", IsRequired: true) { Find = Nouns.Instance }],
            Shorthand = "instance",
            Make = static words => new InstanceTermination(words.Text("instance")),
        },
    ];

    private static FlowLogCreation? CreateFlowLogs(ChangeWords words)
    {
        string? format = words.TextOrNull("log-format");
        if (FlowLogCreation.FormatProblem(format) is { } problem)
        {
            words.Complain("log-format", problem);
            return null;
        }
        return new FlowLogCreation(words.Text("name"), words.Text("resource"), Enum.Parse<TrafficType>(words.TextOrNull("traffic-type") ?? "ALL", ignoreCase: true))
        {
            MaxAggregationIntervalSeconds = words.Number("max-aggregation-interval") ?? 600,
            LogFormat = format,
            LogGroupName = words.TextOrNull("log-group"),
        };
    }
}
