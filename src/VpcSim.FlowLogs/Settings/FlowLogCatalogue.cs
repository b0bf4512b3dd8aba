using VpcSim.DataPath.Settings;

namespace VpcSim.FlowLogs.Settings;

/// <summary>The settings of flow logs by name.</summary>
public static class FlowLogCatalogue
{
    private const string NotDocumented = "not documented";
    private const string Records = "VPC guide, \"Flow log records\"";
    private const string Introduction = "VPC guide, \"Logging IP traffic using VPC Flow Logs\"";
    private const int Day = 86_400;

    public static SettingCatalogue<FlowLogSettings> Instance { get; } = new(FlowLogSettings.Default,
    [
        Setting<FlowLogSettings>.Choice(
            "flow-log-window-phase", NotDocumented, "When windows begin: all at the same times, or each interface's at times of its own, drawn from `flow-log-seed` (64 different ones at most).",
            [("fixed", WindowPhase.Fixed), ("random", WindowPhase.Random)], settings => settings.WindowPhase, (settings, value) => settings with { WindowPhase = value }),
        Setting<FlowLogSettings>.Number(
            "flow-log-window-offset", 0, 599_999, "milliseconds", NotDocumented, "With the fixed phase: how long after the multiples of their length windows begin.",
            settings => settings.WindowOffsetMs, (settings, value) => settings with { WindowOffsetMs = value }),
        Setting<FlowLogSettings>.Number(
            "flow-log-seed", 0, int.MaxValue, "(whole numbers)", NotDocumented, "What random phases and shuffled records are drawn from.",
            settings => settings.Seed, (settings, value) => settings with { Seed = value }),
        Setting<FlowLogSettings>.Choice(
            "flow-log-order", NotDocumented, "How the records of a window are ordered in a stream: by interface and first packet, or shuffled by `flow-log-seed`.",
            [("sorted", RecordOrder.Sorted), ("shuffled", RecordOrder.Shuffled)], settings => settings.Order, (settings, value) => settings with { Order = value }),
        Setting<FlowLogSettings>.Number(
            "flow-log-window-length", 1, 60, "seconds", Records, "How long the windows of a maximum interval of 60 seconds are in fact; those of 600 seconds are ten of them.",
            settings => settings.WindowSeconds, (settings, value) => settings with { WindowSeconds = value }),
        Setting<FlowLogSettings>.Choice(
            "flow-log-times", Records, "What `start` and `end` are: the seconds of the first and last packet, or the bounds of the window.",
            [("packets", RecordTimes.Packets), ("window", RecordTimes.Window)], settings => settings.Times, (settings, value) => settings with { Times = value }),
        Setting<FlowLogSettings>.Number(
            "flow-log-lag", 0, 60, "seconds", Records, "How much later than their packets `start` and `end` are; AWS says up to 60 seconds.",
            settings => settings.LagSeconds, (settings, value) => settings with { LagSeconds = value }),
        Setting<FlowLogSettings>.Number(
            "flow-log-capacity", 0, int.MaxValue, "records", Records, "How many records an interface has in a window before the rest is one SKIPDATA record; 0 for any number.",
            settings => settings.RecordsPerWindow, (settings, value) => settings with { RecordsPerWindow = value }),
        Setting<FlowLogSettings>.Switch(
            "flow-log-unknown-accounts", Records, "Whether `account-id` is the word `unknown` for interfaces of endpoints and load balancers.",
            settings => settings.UnknownAccounts, (settings, value) => settings with { UnknownAccounts = value }),
        Setting<FlowLogSettings>.Number(
            "flow-log-cloudwatch-delay", 0, Day, "seconds", Introduction, "From the end of a window until CloudWatch Logs has taken its records in.",
            settings => settings.CloudWatchDelaySeconds, (settings, value) => settings with { CloudWatchDelaySeconds = value }),
        Setting<FlowLogSettings>.Number(
            "flow-log-s3-delay", 0, Day, "seconds", Introduction, "From the end of a file's five minutes until S3 has it: the time of the file.",
            settings => settings.S3DelaySeconds, (settings, value) => settings with { S3DelaySeconds = value }),
        Setting<FlowLogSettings>.Choice(
            "flow-log-firehose-form", "VPC guide, \"Publish flow logs to Amazon Data Firehose\"", "A line for Firehose: the record as text, as AWS says, or in a JSON object `{\"message\": …}`, as receivers report.",
            [("text", FirehoseForm.Text), ("message", FirehoseForm.Message)], settings => settings.FirehoseForm, (settings, value) => settings with { FirehoseForm = value }),
    ]);
}
