using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>A log stream as <c>aws logs get-log-events</c> prints it: one JSON object. (CloudWatch Logs API, "GetLogEvents")</summary>
/// <remarks>An event's time is its record's start; it was taken in some time after the window's end. (VPC guide, "Publish flow logs to CloudWatch Logs")</remarks>
internal sealed class LogEvents
{
    private const int TokenDigits = 56;

    private readonly SpilledFiles _files;
    private readonly int _file;
    private readonly int _delaySeconds;
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private long _firstMs;
    private long _lastMs;
    private bool _begun;

    /// <param name="files">The run's files.</param>
    /// <param name="path">Where the object goes.</param>
    /// <param name="stream">The number of the file of the stream's lines.</param>
    /// <param name="delaySeconds">From a window's end to the ingestion of its records.</param>
    public LogEvents(SpilledFiles files, string path, int stream, int delaySeconds)
    {
        _files = files;
        _file = files.Add(path, holdsRecords: false, beside: stream);
        _delaySeconds = delaySeconds;
        files.Write(_file, "{\n  \"events\": [\n    "u8);
    }

    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        long timestamp = stamp.StartSeconds * 1000;
        if (_begun) _files.Write(_file, ",\n    "u8);
        else _firstMs = timestamp;
        _begun = true;
        _lastMs = timestamp;
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("timestamp"u8, timestamp);
            json.WriteString("message"u8, line.TrimEnd((byte)'\n'));
            json.WriteNumber("ingestionTime"u8, (stamp.WindowEndSeconds + _delaySeconds) * 1000);
            json.WriteEndObject();
        }
        _files.Write(_file, _buffer.WrittenSpan);
    }

    /// <summary>Ends the object. No event may follow.</summary>
    public void Finish()
    {
        string forward = Token('f', _lastMs), backward = Token('b', _firstMs);
        _files.Write(_file, Encoding.UTF8.GetBytes($"\n  ],\n  \"nextForwardToken\": \"{forward}\",\n  \"nextBackwardToken\": \"{backward}\"\n}}\n"));
    }

    // AWS's tokens are opaque; these tell nothing but the time that they stand at.
    private static string Token(char direction, long timeMs) =>
        string.Create(CultureInfo.InvariantCulture, $"{direction}/{timeMs.ToString(CultureInfo.InvariantCulture).PadLeft(TokenDigits, '0')}/s");
}
