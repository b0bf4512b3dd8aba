using System.Text;
using System.Text.Json;
using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>The <c>message</c> of each event in JSON: what <c>aws logs get-log-events</c> and <c>filter-log-events</c> print, and Firehose's lines with a message each.</summary>
internal sealed class EventRecords(string file, CaptureSource source, RecordLayout? format, ReadingTally tally) : LineRecords(file, format, tally)
{
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true });
    private bool _isLast; // whether the buffer has all that is left
    private long _number;
    private string? _fault;

    protected override bool HasFault => _fault is not null;

    public override void Dispose() => source.Dispose();

    protected override bool TryReadLine(out ReadOnlySpan<byte> line, out long number, out string? damage)
    {
        damage = null;
        string? message = _fault is null ? NextMessage() : null;
        number = message is null ? _number : ++_number;
        line = message is null ? [] : Encoding.UTF8.GetBytes(message.TrimEnd('\n', '\r'));
        return message is not null;
    }

    protected override FileFault? FindFault()
    {
        if (_fault is not null) return new FileFault(Current.File, _fault, source.Fault is null ? _isLast : source.FaultIsCut, Records);
        return _number > 0 ? BytesBehind(source)
            : throw new FlowLogReadException($"{Current.File}: it is JSON without a log event; those of CloudWatch Logs come from aws logs get-log-events or filter-log-events");
    }

    private string? NextMessage()
    {
        try
        {
            return FindMessage();
        }
        catch (JsonException e)
        {
            _fault = source.Fault ?? (_isLast ? "its JSON ends before it is complete" : $"its JSON is damaged ({e.Message.Split(" LineNumber")[0].TrimEnd('.')})");
            return null;
        }
        catch (InvalidOperationException)
        {
            _fault = "its JSON holds a message that is no UTF-8";
            return null;
        }
    }

    private string? FindMessage()
    {
        bool isMessage = false;
        while (true)
        {
            var reader = new Utf8JsonReader(source.Head(source.Available), _isLast, _state);
            string? message = null;
            while (message is null && reader.Read())
            {
                if (isMessage && reader.TokenType == JsonTokenType.String) message = reader.GetString();
                isMessage = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("message"u8);
            }
            _state = reader.CurrentState;
            source.Advance((int)reader.BytesConsumed);
            if (message is not null || _isLast) return message;
            _isLast = !source.Ensure(source.Available + 1);
        }
    }
}
