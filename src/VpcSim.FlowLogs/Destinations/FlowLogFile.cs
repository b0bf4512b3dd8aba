using System.Text;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>One flow log that publishes elsewhere than to CloudWatch Logs, as one text file: the header line, then the records.</summary>
/// <remarks>It stands in for the layouts of S3 and Firehose (VPC guide, "Publish flow logs to Amazon S3"), which are not modelled yet.
/// The file begins with its first record.</remarks>
internal sealed class FlowLogFile(string path, LogFormat format, SpilledFiles files) : IRecordSink
{
    private int? _file;

    public void Write(int networkInterface, ReadOnlySpan<byte> line)
    {
        if (_file is not { } file)
        {
            _file = file = files.Add(path);
            files.Write(file, Encoding.UTF8.GetBytes(format.Header + "\n"));
        }
        files.Write(file, line);
    }
}
