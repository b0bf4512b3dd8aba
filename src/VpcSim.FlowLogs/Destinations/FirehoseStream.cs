using System.Buffers;
using System.Text.Json;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>What a Firehose stream gets of flow logs: a line for each record, without a header. (VPC guide, "Publish flow logs to Amazon Data Firehose")</summary>
internal sealed class FirehoseStream(string path, FirehoseForm form, SpilledFiles files) : IRecordSink
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private int? _file;

    /// <summary>The stream that a flow log names, else the flow log's own name.</summary>
    public static string NameOf(FlowLog flowLog)
    {
        const string Marker = ":deliverystream/";
        int at = flowLog.Destination?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        string name = at < 0 ? "" : flowLog.Destination![(at + Marker.Length)..];
        return name.Length > 0 ? name : flowLog.Name;
    }

    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        int file = _file ??= files.Add(path);
        if (form == FirehoseForm.Text)
        {
            files.Write(file, line);
            return;
        }
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteString("message"u8, line.TrimEnd((byte)'\n'));
            json.WriteEndObject();
        }
        files.Write(file, _buffer.WrittenSpan);
        files.Write(file, "\n"u8);
    }
}
