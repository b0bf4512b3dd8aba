using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words of <c>vpcsim replay</c>.</summary>
internal sealed class ReplaySyntax
{
    public ReplaySyntax()
    {
        Groups =
        [
            new("The design", [Design.Design, .. Design.OfDeployment]),
            new("Packets as they come", [Interface, For, Count]),
            new("The replay", [Capture.At, Capture.ClockOffset, Capture.Map, MapAuto, Capture.Mode, Capture.Setting, Capture.StrictMtu, Design.Strict, Threads, Capture.MaxFlows]),
            new("Which packets", Capture.OfSelection),
            new("Results", [.. Output.All, Explain, Output.Json]),
            new("Guards: status 1 where one fails", [FailOn, Expect]),
        ];
        Command = new Command("replay")
        {
            Captures,
        };
        foreach (Option option in Groups.SelectMany(group => group.Options)) Command.Add(option);
    }

    public Command Command { get; }

    public IReadOnlyList<OptionGroup> Groups { get; }

    public Argument<string[]> Captures { get; } = new("CAPTURE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "pcap, pcapng or snoop files, plain or compressed by gzip or zstd; several are merged by time, rotated files of one set (trace.pcap0 trace.pcap1 ...) are one. A folder: all captures in it as one. -: standard input, as it comes. CAPTURE@NAME says on which interface or instance of the design one was taken: a packet seen at both ends is sent once, from its sender's capture.",
    };

    public DesignOptions Design { get; } = new(strict: "Findings about the design are errors, and so is a capture that is cut off.");

    /// <summary>How captures are read and replayed.</summary>
    public CaptureOptions Capture { get; } = new();

    public Option<string[]> Interface { get; } = Words.Valued("--interface", "NIC", "Take packets off a network interface of this machine instead of captures (by libpcap; root or CAP_NET_RAW), until Ctrl-C.");

    public Option<string[]> For { get; } = Words.Valued("--for", "LENGTH", "End --interface or standard input after so long: 30s, 5m, 1h, 500ms.");

    public Option<string[]> Count { get; } = Words.Valued("--count", "N", "End --interface after N packets.");

    public Option<string[]> Threads { get; } = Words.Valued("--threads", "N", "How many threads replay: 1: everything on one; 2: one reads and decodes ahead; 3 and more: one more counts and writes flow logs. It changes no byte of the results. Default: 3, on one processor 1.");

    public Option<bool> MapAuto { get; } = Words.Flag("--map-auto", "Find out which captured hosts of another network are which interfaces of the design, by what they serve and ask and what security groups open, and print it as --map options. Reads the captures twice.");

    /// <summary>What is written.</summary>
    public OutputOptions Output { get; } = new("and the summary (DIR/summary.json)", "summary");

    public Option<string[]> Explain { get; } = Words.Valued("--explain", "CONVERSATION|N", "One conversation packet by packet, as 'tcp 198.51.100.7:40000 WebServer:443' or by the number of one of its packets: each stage with what decided, connection states, translations, and its flow-log records. Ports may be left out, ends are addresses or names. With --json every packet. Status 1 where nothing belongs to it.");

    public Option<string[]> FailOn { get; } = Words.Valued("--fail-on", "dropped[:REASON]", "Fail where packets are dropped, or dropped for this reason (docs/verdicts.md lists them), and tell the first ones with what dropped them. Repeatable.");

    public Option<string[]> Expect { get; } = Words.Valued("--expect", "FILE", "Fail where the flow log of all traffic is not this file, which an earlier run wrote with --flow-logs and the same --log-format, and show the first difference.");
}
