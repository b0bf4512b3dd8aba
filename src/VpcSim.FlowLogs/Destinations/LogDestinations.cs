using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Where the design's own flow logs go below the folder of a run: <c>cloudwatch-logs/</c>, <c>s3/BUCKET/</c>, <c>firehose/STREAM</c>.</summary>
internal sealed class LogDestinations
{
    private const string CloudWatchLogs = "cloud-watch-logs", S3Bucket = "s3";

    private readonly FlowLogOptions _options;
    private readonly AtomicOutput _output;
    private readonly SpilledFiles _files;
    private readonly string _folder;
    private readonly CloudWatchLogsFolder _groups;
    private readonly Dictionary<string, FirehoseStream> _streams = new(StringComparer.Ordinal);
    private Design _design;

    public LogDestinations(Design design, FlowLogOptions options, AtomicOutput output, SpilledFiles files)
    {
        _design = design;
        _options = options;
        _output = output;
        _files = files;
        _folder = options.OutFolder!;
        int? eventDelay = options.LogEvents ? options.Settings.CloudWatchDelaySeconds : null;
        _groups = new CloudWatchLogsFolder(Path.Combine(_folder, "cloudwatch-logs"), design, files, eventDelay);
    }

    /// <summary>Goes on with a changed design.</summary>
    public void Adopt(Design design)
    {
        _design = design;
        _groups.Adopt(design);
    }

    /// <summary>The sink of one flow log.</summary>
    public IRecordSink SinkOf(FlowLog flowLog, Subscription subscription) => flowLog.DestinationType switch
    {
        CloudWatchLogs => _groups.SinkOf(flowLog, subscription),
        S3Bucket => InS3(flowLog, subscription),
        _ => ToFirehose(flowLog),
    };

    private S3Folder InS3(FlowLog flowLog, Subscription subscription)
    {
        Vpc? vpc = VpcOf(flowLog);
        var place = new S3Place(flowLog, vpc?.AccountId ?? _design.AccountId, vpc?.Region ?? _design.Region);
        return new S3Folder(Path.Combine(_folder, "s3"), place, flowLog, subscription.Format, _output, _options.Settings.S3DelaySeconds);
    }

    private FirehoseStream ToFirehose(FlowLog flowLog)
    {
        string file = PathSegments.EncodeSegment(FirehoseStream.NameOf(flowLog)) + ".log";
        if (!_streams.TryGetValue(file, out FirehoseStream? stream))
            _streams.Add(file, stream = new FirehoseStream(Path.Combine(_folder, "firehose", file), _options.Settings.FirehoseForm, _files));
        return stream;
    }

    private Vpc? VpcOf(FlowLog flowLog)
    {
        string? vpcId = flowLog.ResourceType switch
        {
            FlowLogResource.Vpc => flowLog.ResourceId,
            FlowLogResource.Subnet => SubnetOf(flowLog.ResourceId)?.VpcId,
            _ => _design.NetworkInterfaces.FirstOrDefault(eni => eni.Id == flowLog.ResourceId) is { } watched ? SubnetOf(watched.SubnetId)?.VpcId : null,
        };
        return _design.Vpcs.FirstOrDefault(vpc => vpc.Id == vpcId);
    }

    private Subnet? SubnetOf(string id) => _design.Subnets.FirstOrDefault(subnet => subnet.Id == id);
}
