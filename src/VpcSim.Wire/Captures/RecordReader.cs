using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Reads captures whose records we find ourselves in the bytes of a file or stream.</summary>
internal abstract class RecordReader : CaptureReader
{
    private protected RecordReader(CaptureSource source)
        : base(source.Name) => Source = source;

    public override long BytesRead => Source.BytesRead;

    public override long? TotalBytes => Source.TotalBytes;

    private protected CaptureSource Source { get; }

    public override void Abandon() => Source.Abandon();

    private protected override void Close() => Source.Dispose();

    /// <summary>The source gave fewer bytes than asked for: the end of the file, or of what can be had of it.</summary>
    /// <param name="recordAt">Where the record or block begins.</param>
    /// <param name="missing">The record's name and what it still needs, if it has begun.</param>
    private protected bool EndOfData(long recordAt, string missing)
    {
        if (Source.WasStopped)
        {
            return Finish(CaptureEnd.Complete, null);
        }

        if (Source.HasGrown && (Source.Fault is null || Source.FaultIsCut))
        {
            return Finish(CaptureEnd.Grown, $"{Name}: somebody goes on writing to it, and what came after it was opened is not read. {Held}");
        }

        if (Source.Fault is not null)
        {
            return Source.FaultIsCut ? CutOff(recordAt, Source.Fault) : Damaged(recordAt, Source.Fault);
        }

        return Source.Position == recordAt && Source.Available == 0 ? Finish(CaptureEnd.Complete, null) : CutOff(recordAt, missing);
    }

    private protected bool CutOff(long at, string what) =>
        Finish(CaptureEnd.CutOff, string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: cut off within its last record, which begins at byte {at}{OfWhat} (packet {PacketsRead + 1}): {what}. {Before}"));

    private protected bool Damaged(long at, string what) =>
        Finish(CaptureEnd.Damaged, string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: damaged at byte {at}{OfWhat} (packet {PacketsRead + 1}): {what}. {Before}; nothing behind it can be"));

    /// <summary>What a record that the file does not hold whole is told with.</summary>
    private protected string Missing(int length) =>
        string.Create(CultureInfo.InvariantCulture, $"the file has {Source.Available} of its {length} bytes");

    private string Held => PacketsRead switch
    {
        0 => "It held no whole packet then",
        1 => "The 1 packet that it held then was read",
        _ => string.Create(CultureInfo.InvariantCulture, $"The {PacketsRead} packets that it held then were read"),
    };

    private string OfWhat => Source.IsCompressed ? " of its uncompressed content" : "";
}
