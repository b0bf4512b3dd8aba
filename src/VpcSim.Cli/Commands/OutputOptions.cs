using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words by which a verb is told what to write of the packets that went through a design: the same for every verb that sends packets.</summary>
internal sealed class OutputOptions
{
    /// <param name="folder">What else stands in the folder of <c>--out</c>, for the help.</param>
    /// <param name="json">What <c>--json</c> prints, for the help.</param>
    public OutputOptions(string folder, string json)
    {
        Out = Words.Valued("--out", "DIR", $"A folder for the template's own flow logs (DIR/cloudwatch-logs/LOG-GROUP/ENI-all, DIR/s3/BUCKET/AWSLogs/..., DIR/firehose/STREAM.log), {folder}. Without flow logs in the template: one of each VPC, in log group vpc-flow-logs.");
        Json = Words.Flag("--json", $"The {json} as one JSON object (docs/json.md).");
    }

    public Option<string[]> FlowLogs { get; } = Words.Valued("--flow-logs", "FILE|-", "One flow log of all traffic of every VPC, header line first, to a file or (-) to standard output; then everything else goes to standard error. Without it the first 20 records stand under the summary.");

    public Option<string[]> LogFormat { get; } = Words.Valued("--log-format", "FORMAT", "The fields of that flow log, as '${srcaddr} ${dstaddr} ${action}' or 'srcaddr dstaddr action'. Default: AWS's default format.");

    public Option<string[]> Aggregation { get; } = Words.Valued("--aggregation", "60|600", "The aggregation interval of that flow log in seconds, taken exactly. Default: 60.");

    public Option<string[]> Out { get; }

    public Option<bool> LogEvents { get; } = Words.Flag("--log-events", "Beside each log stream of --out its events, as 'aws logs get-log-events' prints them (ENI-all.json).");

    public Option<string[]> Annotate { get; } = Words.Valued("--annotate", "FILE|-", "A pcapng file of every packet, with what became of it as the packet's comment (outcome, reason, component, rule) and the interface that decided as its interface. With - it goes to standard output, where Wireshark can take it; then everything else goes to standard error.");

    public Option<string[]> PcapDir { get; } = Words.Valued("--pcap-dir", "DIR", "A folder for one pcapng file of each interface (DIR/NAME.pcapng) with what that interface would have seen: after the stages, translated, and nothing that was dropped before it.");

    public Option<string[]> EndpointUrl { get; } = Words.Valued("--endpoint-url", "URL", "Put the objects of the template's flow logs to S3 into their buckets at this server (S3 itself, or one that speaks its protocol, such as http://localhost:9000) when the work is done. Credentials come from where AWS's SDK looks: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE. What the server does not take stays in the folder of --out.");

    public Option<bool> Json { get; }

    /// <summary>In the order of the help, <see cref="Json"/> apart.</summary>
    public IReadOnlyList<Option> All => [FlowLogs, LogFormat, Aggregation, Out, LogEvents, Annotate, PcapDir, EndpointUrl];
}
