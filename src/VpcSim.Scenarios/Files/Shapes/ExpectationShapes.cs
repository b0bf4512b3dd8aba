using VpcSim.FlowLogs.Formats;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>What a scenario may expect: of a step, and at the end.</summary>
internal static class ExpectationShapes
{
    private static readonly ListShape _names = new(Scalars.Name, orOne: true);

    public static MappingShape Expect { get; } = new(
        "step-expectation",
        new("outcome", Scalars.OneOf($"an outcome: {string.Join(", ", OutcomeWords.All)}", OutcomeWords.All), "What the host saw."),
        new("dropped", Scalars.Reason, "A packet of it was dropped for this reason (docs/verdicts.md)."),
        new("by", Scalars.Name, "The component that dropped it."),
        new("via", _names, "Components that its packets passed, in this order: NAT gateways, endpoints, tunnels, peering connections, route tables, …"),
        new("not-via", _names, "Components that none of its packets passed."),
        new("within", Scalars.Duration, "It ended at the latest so long after it began."),
        new("answers", Scalars.Whole("a number of answers", 0, 1_000_000_000), "How many answers came."),
        new("bytes", Scalars.Whole("a number of bytes", 0, 1_000_000_000_000), "How many bytes of answers came."),
        new("address", new ListShape(Scalars.Address, orOne: true), "The addresses that a name resolved to, in any order."),
        new("status", Scalars.Whole("a status code of HTTP", 100, 599), "The status code of HTTP that came."),
        new("refused", Scalars.Text("an error code of AWS"), "AWS refused the change with this error code."));

    public static ChoiceShape StepExpectation { get; } = new(
        Scalars.OneOf($"one of {string.Join(", ", OutcomeWords.All)}", OutcomeWords.All), Expect);

    public static MappingShape FlowLog { get; } = new(
        "flow-log",
        [
            new("interface", Scalars.Name, "The interface or instance whose records are looked at. Default: every interface."),
            .. Scalars.LogFieldsOfRecords.Select(static field => new KeyShape(LogFields.NameOf(field), Scalars.ValueOf(field), "The field's value, as records have it.")),
            new("min-records", Scalars.Whole("a number of records", 0, long.MaxValue), "At least so many records fit. Default: 1."),
            new("max-records", Scalars.Whole("a number of records", 0, long.MaxValue), "At most so many records fit; 0 says that none does."),
            new("min-packets", Scalars.Whole("a number of packets", 0, long.MaxValue), "At least so many packets stand in those that fit, taken together."),
            new("max-packets", Scalars.Whole("a number of packets", 0, long.MaxValue), "At most so many packets stand in those that fit, taken together."),
            new("min-bytes", Scalars.Whole("a number of bytes", 0, long.MaxValue), "At least so many bytes stand in those that fit, taken together."),
            new("max-bytes", Scalars.Whole("a number of bytes", 0, long.MaxValue), "At most so many bytes stand in those that fit, taken together."),
        ]);

    private static readonly KeyShape[] _between =
    [
        new("from", _names, "Who sends: hosts, instances, interfaces, addresses, subnets, security groups, VPCs, internet, on-premises.", Presence.Required),
        new("to", _names, "Who would receive; the same.", Presence.Required),
        new("protocol", Scalars.Protocol, "tcp, udp, icmp, icmpv6 or a number. Default: tcp where a port is said, else every protocol."),
        new("port", Scalars.Port, "The destination port. Default: every port."),
        new("family", Scalars.OneOf("ipv4 or ipv6", "ipv4", "ipv6"), "Only packets of this family. Default: both."),
    ];

    public static MappingShape Never { get; } = new("never", _between);

    public static MappingShape Always { get; } = new("always", _between);

    public static MappingShape Path { get; } = new(
        "path",
        [
            .. _between,
            new("via", _names, "Components that every packet between them passes, in this order."),
            new("not-via", _names, "Components that no packet between them passes."),
        ]);

    public static MappingShape SnapshotFile { get; } = new(
        "snapshot",
        new("file", Scalars.Text("a path relative to the scenario file"), "The file to compare with.", Presence.Required),
        new("of", Scalars.OneOf("flow-logs or timeline", "flow-logs", "timeline"), "What is compared: the log of all traffic in the default format, or what happened step by step. Default: flow-logs."));

    public static MappingShape Expectation { get; } = new(
        "expectation",
        new("flow-log", FlowLog, "Records of the log of all traffic.", Presence.OneOf),
        new("never", Never, "No packet gets from one to the other: none of the run, and none that could be sent at its end.", Presence.OneOf),
        new("always", Always, "Every packet gets from one to the other, at the end of the run.", Presence.OneOf),
        new("path", Path, "Which way packets take from one to the other, at the end of the run.", Presence.OneOf),
        new("snapshot", new ChoiceShape(Scalars.Text("a path relative to the scenario file"), SnapshotFile), "A file that holds what came of the last run that was right.", Presence.OneOf));
}
