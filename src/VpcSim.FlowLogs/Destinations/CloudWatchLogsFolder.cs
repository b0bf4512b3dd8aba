using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Log groups as folders, log streams as files without a header: <c>LOG-GROUP/ENI-all</c>. (VPC guide, "Publish flow logs to CloudWatch Logs")</summary>
/// <remarks>One stream for each interface in a log group: where several flow logs publish an interface to one group they share it, and
/// where they keep accepted and rejected traffic between them it is named <c>-all</c>. A stream begins with its first record.</remarks>
public sealed class CloudWatchLogsFolder
{
    private readonly string _folder;
    private readonly Design _design;
    private readonly SpilledFiles _files;
    private readonly Dictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takenPaths = new(StringComparer.Ordinal);

    internal CloudWatchLogsFolder(string folder, Design design, SpilledFiles files)
    {
        _folder = folder;
        _design = design;
        _files = files;
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

    /// <summary>The sink of one flow log. Ask for all of a run before the first record: the streams' names hang on them.</summary>
    internal IRecordSink SinkOf(FlowLog flowLog, Subscriptions.Subscription subscription)
    {
        string name = LogGroupOf(flowLog);
        if (!_groups.TryGetValue(name, out LogGroup? group)) _groups.Add(name, group = new LogGroup(this, PathOf(name)));
        group.Add(subscription);
        return group;
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
        private readonly (bool Accepted, bool Rejected)[] _kept = new (bool, bool)[owner._design.NetworkInterfaces.Length];
        private readonly int[] _streams = new int[owner._design.NetworkInterfaces.Length]; // file number + 1

        public void Add(Subscriptions.Subscription subscription)
        {
            for (int i = 0; i < _kept.Length; i++)
            {
                if (subscription.IntervalOf(i) == 0) continue;
                _kept[i].Accepted |= subscription.Keeps(accepted: true);
                _kept[i].Rejected |= subscription.Keeps(accepted: false);
            }
        }

        public void Write(int networkInterface, ReadOnlySpan<byte> line)
        {
            ref int stream = ref _streams[networkInterface];
            if (stream == 0) stream = owner._files.Add(Path.Combine(path, StreamName(networkInterface))) + 1;
            owner._files.Write(stream - 1, line);
        }

        private string StreamName(int networkInterface)
        {
            string kept = _kept[networkInterface] switch
            {
                (true, false) => "accept",
                (false, true) => "reject",
                _ => "all",
            };
            return $"{PathSegments.EncodeSegment(owner._design.NetworkInterfaces[networkInterface].Id)}-{kept}";
        }
    }
}
