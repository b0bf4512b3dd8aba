using VpcSim.DataPath.Flows;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Delivery;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Services;

namespace VpcSim.FlowLogs;

/// <summary>Which records a run writes, and where.</summary>
public sealed record FlowLogOptions
{
    /// <summary>The format of the log of everything (<c>--log-format</c>). The design's own flow logs keep theirs.</summary>
    public LogFormat Format { get; init; } = LogFormat.Default;

    /// <summary>The aggregation interval of the log of everything, 60 or 600 s, taken exactly (<c>--aggregation</c>).</summary>
    public int IntervalSeconds { get; init; } = WindowMeter.ShortSeconds;

    /// <summary>Where the log of everything goes as it is made, header line first (<c>--flow-logs -</c>). Stays open.</summary>
    public Stream? Text { get; init; }

    /// <summary>What <see cref="Text"/> is called, where it is a pipe or device: a failure of it then ends the text and not the run. It is not tried again, since nobody
    /// knows how much of a write it took. Null for standard output, whose reader may have gone.</summary>
    public string? TextPlace { get; init; }

    /// <summary>Whether the records of a window go out to <see cref="Text"/> as soon as it is over: somebody reads them while the run goes on.</summary>
    public bool Follows { get; init; }

    /// <summary>The file that the log of everything goes to, header line first (<c>--flow-logs FILE</c>).</summary>
    public string? TextPath { get; init; }

    /// <summary>Whether a thread of its own counts and writes, in the order of the calls; else the caller's does. It changes no record.</summary>
    public bool CountsAside { get; init; } = true;

    /// <summary>How many records of the log of everything are kept for a summary.</summary>
    public int FirstRecords { get; init; }

    /// <summary>What the log of everything is held against; null for nothing. Whoever made it disposes it.</summary>
    public ExpectedRecords? Expected { get; init; }

    /// <summary>Picks records of the log of everything; null for nobody.</summary>
    public PickedRecords? Picked { get; init; }

    /// <summary>A second log of everything for whoever reads the first in a form of their own (a scenario's expectations); null for none.</summary>
    public LogBeside? Beside { get; init; }

    /// <summary>The folder of the design's own flow logs (<c>--out</c>); null leaves them out. A design without any has one of each VPC,
    /// in the default format, to the log group <see cref="DefaultLogGroup"/>.</summary>
    public string? OutFolder { get; init; }

    /// <summary>Whether each log stream stands in <see cref="OutFolder"/> also as <c>aws logs get-log-events</c> prints it.</summary>
    public bool LogEvents { get; init; }

    /// <summary>The server that gets the objects of flow logs to S3; null leaves them in <see cref="OutFolder"/>. Whoever made it disposes it.</summary>
    public IObjectStore? ObjectStore { get; init; }

    /// <summary>How often a destination that fails is tried again.</summary>
    public Backoff Backoff { get; init; } = Backoff.None;

    /// <summary>Opens the files of records, making those that are not there.</summary>
    internal Func<string, IPlacedFile> OpenFile { get; init; } = static path => new PlacedFile(path);

    /// <summary>How much of the open windows stays in memory: the counts of about twice as many flows as it says. Null for all.</summary>
    public FlowBound? FlowBound { get; init; }

    /// <summary>What AWS leaves undocumented, or a user may choose.</summary>
    public FlowLogSettings Settings { get; init; } = FlowLogSettings.Default;

    /// <summary>A sink that takes the records of a window in their order and hands them on as the settings say.</summary>
    internal IRecordSink Ordered(IRecordSink sink) => Settings.Order == RecordOrder.Sorted ? sink : new ShuffledSink(sink, Settings.Seed);

    /// <summary>The log group of the flow logs that stand in where the design has none.</summary>
    public string DefaultLogGroup { get; init; } = "vpc-flow-logs";

    /// <summary>AWS's published ranges, for <c>pkt-src-aws-service</c> and <c>pkt-dst-aws-service</c>.</summary>
    public AwsIpRanges IpRanges { get; init; } = AwsIpRanges.Default;

    /// <summary>A longer time without any logged packet is taken for a gap in the captures and has no NODATA records. Default: 30 days.</summary>
    public long LongestIdleSeconds { get; init; } = 30L * 24 * 60 * 60;
}
