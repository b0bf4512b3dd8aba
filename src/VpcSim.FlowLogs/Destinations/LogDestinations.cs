using VpcSim.FlowLogs.Delivery;
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
    private readonly PatientFiles _disk;
    private readonly SpilledFiles _files;
    private readonly Uploads? _uploads;
    private readonly string _folder;
    private readonly CloudWatchLogsFolder _groups;
    private readonly Dictionary<string, FirehoseStream> _streams = new(StringComparer.Ordinal);
    private readonly List<S3Folder> _buckets = [];
    private Design _design;

    /// <exception cref="IOException">The folder cannot be made.</exception>
    public LogDestinations(Design design, FlowLogOptions options, AtomicOutput output, PatientFiles disk, SpilledFiles files, Uploads? uploads)
    {
        _design = design;
        _options = options;
        _output = output;
        _disk = disk;
        _files = files;
        _uploads = uploads;
        _folder = options.OutFolder!;
        int? eventDelay = options.LogEvents ? options.Settings.CloudWatchDelaySeconds : null;
        _groups = new CloudWatchLogsFolder(Path.Combine(_folder, "cloudwatch-logs"), design, files, eventDelay);
    }

    /// <summary>What objects of S3 did not take, by flow log.</summary>
    public IEnumerable<Undelivered> Undelivered => _buckets.Select(static bucket => bucket.Undelivered).OfType<Undelivered>();

    /// <summary>Goes on with a changed design.</summary>
    public void Adopt(Design design)
    {
        _design = design;
        _groups.Adopt(design);
    }

    /// <summary>Looks whether folders stand where files are to be, once all sinks are asked for.</summary>
    /// <exception cref="IOException">One does.</exception>
    public void CheckPlaces() => _groups.CheckPlaces();

    /// <summary>The sink of one flow log.</summary>
    /// <exception cref="IOException">The destination cannot be written, or is not there.</exception>
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
        _uploads?.Check(place.Bucket, flowLog.Name);
        string folder = Path.Combine(_folder, "s3");
        AtomicOutput.CheckFolder(Path.Combine(folder, PathSegments.Encode(place.Root)));
        var bucket = new S3Folder(folder, place, flowLog, subscription.Format, _output, _disk, _uploads, _options.Settings.S3DelaySeconds);
        _buckets.Add(bucket);
        return bucket;
    }

    private FirehoseStream ToFirehose(FlowLog flowLog)
    {
        string file = PathSegments.EncodeSegment(FirehoseStream.NameOf(flowLog)) + ".log";
        if (!_streams.TryGetValue(file, out FirehoseStream? stream))
        {
            AtomicOutput.CheckFolder(Path.Combine(_folder, "firehose"));
            string path = Path.Combine(_folder, "firehose", file);
            AtomicOutput.CheckFile(path);
            _streams.Add(file, stream = new FirehoseStream(path, _options.Settings.FirehoseForm, _files));
        }
        return stream;
    }

    private Vpc? VpcOf(FlowLog flowLog)
    {
        string? vpcId = flowLog.ResourceType switch
        {
            FlowLogResource.Vpc => flowLog.ResourceId,
            FlowLogResource.Subnet => SubnetOf(flowLog.ResourceId)?.VpcId,
            FlowLogResource.RegionalNatGateway => _design.NatGateways.FirstOrDefault(gateway => gateway.Id == flowLog.ResourceId)?.VpcId,
            _ => _design.NetworkInterfaces.FirstOrDefault(eni => eni.Id == flowLog.ResourceId) is { } watched ? SubnetOf(watched.SubnetId)?.VpcId : null,
        };
        return _design.Vpcs.FirstOrDefault(vpc => vpc.Id == vpcId);
    }

    private Subnet? SubnetOf(string id) => _design.Subnets.FirstOrDefault(subnet => subnet.Id == id);
}
