using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Log groups as folders, log streams as files without a header: <c>LOG-GROUP/ENI-all</c>. (VPC guide, "Publish flow logs to CloudWatch Logs")</summary>
/// <remarks>One stream for each interface in a log group: where several flow logs publish an interface to one group they share it, and
/// where they keep accepted and rejected traffic between them it is named <c>-all</c>. A stream begins with its first record.</remarks>
public sealed class CloudWatchLogsFolder
{
    private const string Events = ".json";

    private readonly string _folder;
    private readonly SpilledFiles _files;
    private readonly Dictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takenPaths = new(StringComparer.Ordinal);
    private readonly int? _eventDelaySeconds;
    private Design _design;

    /// <param name="folder">Where the log groups' folders go.</param>
    /// <param name="design">Where the interfaces stand.</param>
    /// <param name="files">The run's files.</param>
    /// <param name="eventDelaySeconds">From a window's end to the ingestion of its records, for the streams' events; null leaves them out.</param>
    internal CloudWatchLogsFolder(string folder, Design design, SpilledFiles files, int? eventDelaySeconds = null)
    {
        _folder = folder;
        _design = design;
        _files = files;
        _eventDelaySeconds = eventDelaySeconds;
    }

    /// <summary>Goes on with a changed design, whose new interfaces stand behind those that it had.</summary>
    internal void Adopt(Design design)
    {
        _design = design;
        foreach (LogGroup group in _groups.Values) group.Reach(design.NetworkInterfaces.Length);
    }

    /// <summary>The log group that a flow log publishes to: by name, by the ARN of its destination, else called like the flow log.</summary>
    public static string LogGroupOf(FlowLog flowLog)
    {
        if (!string.IsNullOrEmpty(flowLog.LogGroupName)) return flowLog.LogGroupName;
        const string marker = ":log-group:";
        int at = flowLog.Destination?.IndexOf(marker, StringComparison.Ordinal) ?? -1;
        if (at < 0) return flowLog.Name;
        string name = flowLog.Destination![(at + marker.Length)..];
        name = name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
        return name.Length > 0 ? name : flowLog.Name;
    }

    /// <summary>What the log stream of an interface is called after: the interface. A regional NAT gateway in a zone shows no interface; AWS does not document what its
    /// streams are called, and here it is the gateway and the zone.</summary>
    public static string StreamOf(NetworkInterface networkInterface) =>
        networkInterface.OfRegionalNat is { } place ? $"{place.GatewayId}-{place.AvailabilityZoneId ?? place.AvailabilityZone}" : networkInterface.Id;

    /// <summary>The sink of one flow log. Ask for all of a run before the first record: the streams' names hang on them.</summary>
    /// <exception cref="IOException">The log group's folder cannot be made.</exception>
    internal IRecordSink SinkOf(FlowLog flowLog, Subscriptions.Subscription subscription)
    {
        string name = LogGroupOf(flowLog);
        if (!_groups.TryGetValue(name, out LogGroup? group))
        {
            string path = PathOf(name);
            AtomicOutput.CheckFolder(path);
            _groups.Add(name, group = new LogGroup(this, path));
        }
        group.Add(subscription);
        return group;
    }

    /// <summary>Looks whether folders stand where log streams are to be, once all sinks are asked for.</summary>
    /// <exception cref="IOException">One does.</exception>
    internal void CheckPlaces()
    {
        foreach (LogGroup group in _groups.Values) group.CheckPlaces();
    }

    /// <summary>Two names may have one path (<c>a</c> and <c>/a</c>); the second then ends in a hash.</summary>
    private string PathOf(string group)
    {
        string path = PathSegments.Encode(group);
        if (!_takenPaths.Add(path)) _takenPaths.Add(path += "~" + PathSegments.HashOf(group));
        return Path.Combine(_folder, path);
    }

    private sealed class LogGroup(CloudWatchLogsFolder owner, string path) : IRecordSink
    {
        private (bool Accepted, bool Rejected)[] _kept = new (bool, bool)[owner._design.NetworkInterfaces.Length];
        private int[] _streams = new int[owner._design.NetworkInterfaces.Length]; // file number + 1
        private LogEvents?[] _events = new LogEvents?[owner._design.NetworkInterfaces.Length];

        public void Reach(int interfaces)
        {
            Array.Resize(ref _kept, interfaces);
            Array.Resize(ref _streams, interfaces);
            Array.Resize(ref _events, interfaces);
        }

        public void Add(Subscriptions.Subscription subscription)
        {
            for (int i = 0; i < _kept.Length; i++)
            {
                if (subscription.IntervalOf(i) == 0) continue;
                (bool Accepted, bool Rejected) before = _kept[i];
                _kept[i].Accepted |= subscription.Keeps(accepted: true);
                _kept[i].Rejected |= subscription.Keeps(accepted: false);
                if (_kept[i] == before) continue;
                _streams[i] = 0; // the next one has another name
                EndEvents(i);
            }
        }

        public void CheckPlaces()
        {
            if (!Directory.Exists(path)) return;
            for (int i = 0; i < _kept.Length; i++)
            {
                if (_kept[i] == default) continue;
                string file = Path.Combine(path, StreamName(i));
                AtomicOutput.CheckFile(file);
                if (owner._eventDelaySeconds is not null) AtomicOutput.CheckFile(file + Events);
            }
        }

        public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
        {
            ref int stream = ref _streams[stamp.Interface];
            if (stream == 0) stream = Begin(stamp.Interface);
            owner._files.Write(stream - 1, line);
            _events[stamp.Interface]?.Write(stamp, line);
        }

        public void Finish()
        {
            for (int i = 0; i < _events.Length; i++) EndEvents(i);
        }

        private void EndEvents(int networkInterface)
        {
            _events[networkInterface]?.Finish();
            _events[networkInterface] = null; // several flow logs share the group
        }

        private int Begin(int networkInterface)
        {
            string file = Path.Combine(path, StreamName(networkInterface));
            int stream = owner._files.Add(file);
            if (owner._eventDelaySeconds is { } delay) _events[networkInterface] = new LogEvents(owner._files, file + Events, stream, delay);
            return stream + 1;
        }

        private string StreamName(int networkInterface)
        {
            string kept = _kept[networkInterface] switch
            {
                (true, false) => "accept",
                (false, true) => "reject",
                _ => "all",
            };
            return $"{PathSegments.EncodeSegment(StreamOf(owner._design.NetworkInterfaces[networkInterface]))}-{kept}";
        }
    }
}
