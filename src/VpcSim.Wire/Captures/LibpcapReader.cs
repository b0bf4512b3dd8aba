using System.IO.Pipes;
using SharpPcap;
using SharpPcap.LibPcap;

namespace VpcSim.Wire.Captures;

/// <summary>Reads what libpcap reads and we do not: pcap files of old and patched writers. libpcap gets the content through a pipe, unpacked.</summary>
internal sealed class LibpcapReader : CaptureReader
{
    private const string Truncated = "truncated dump file";

    private readonly CaptureSource _source;
    private readonly CaptureFileReaderDevice _device;
    private readonly AnonymousPipeServerStream _pipe;
    private readonly Thread _feeder;
    private readonly LinkType _link;

    private LibpcapReader(CaptureSource source)
        : base(source.Name)
    {
        _source = source;
        _pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        _feeder = new Thread(Feed) { Name = "capture for libpcap", IsBackground = true };
        _feeder.Start();
        _device = new CaptureFileReaderDevice($"/dev/fd/{_pipe.ClientSafePipeHandle.DangerousGetHandle()}");
        try
        {
            _device.Open(new DeviceConfiguration { TimestampResolution = TimestampResolution.Nanosecond });
        }
        catch
        {
            Stop();
            throw;
        }

        _pipe.DisposeLocalCopyOfClientHandle(); // libpcap has opened its own
        _link = LinkTypeRegistry.Normalize((uint)_device.LinkType);
    }

    public override long BytesRead => _source.BytesRead;

    public override long? TotalBytes => _source.TotalBytes;

    /// <summary>Offers a file to libpcap.</summary>
    /// <returns>Null where libpcap does not know it either, with its reason.</returns>
    public static LibpcapReader? TryOpen(CaptureSource source, out string? why)
    {
        try
        {
            why = null;
            return new LibpcapReader(source);
        }
        catch (PcapException refused)
        {
            why = refused.Message;
            return null;
        }
    }

    public override void Abandon() => _source.Abandon();

    private protected override bool TryReadRecord(out CapturedFrame frame)
    {
        switch (_device.GetNextPacket(out PacketCapture packet))
        {
            case GetPacketStatus.PacketRead:
                frame = new CapturedFrame
                {
                    TimeNs = LibpcapTime.NsOf(packet.Header.Timeval),
                    Number = ++PacketsRead,
                    Link = _link,
                    OriginalLength = Math.Max(((PcapHeader)packet.Header).PacketLength is <= int.MaxValue and uint length ? (int)length : int.MaxValue, packet.Data.Length),
                    Bytes = packet.Data,
                };
                return true;
            case GetPacketStatus.Error:
                frame = default;
                return Fail(_source.Fault ?? _device.LastError);
            default:
                frame = default;
                return _source.Fault is { } fault ? Fail(fault) : Finish(CaptureEnd.Complete, null);
        }
    }

    private protected override void Close()
    {
        Stop();
        _source.Dispose();
    }

    private bool Fail(string what)
    {
        bool isCut = _source.FaultIsCut || what.Contains(Truncated, StringComparison.Ordinal);
        return isCut
            ? Finish(CaptureEnd.CutOff, $"{Name}: cut off within its last record (packet {PacketsRead + 1}): {what}. {Before}")
            : Finish(CaptureEnd.Damaged, $"{Name}: damaged (packet {PacketsRead + 1}): {what}. {Before}; nothing behind it can be");
    }

    private void Stop()
    {
        _device.Dispose();
        _pipe.DisposeLocalCopyOfClientHandle();
        _source.Abandon();
        _feeder.Join();
        _pipe.Dispose();
    }

    private void Feed()
    {
        try
        {
            while (_source.Ensure(1))
            {
                int count = _source.Available;
                _pipe.Write(_source.Head(count));
                _source.Advance(count);
            }
        }
        catch (IOException)
        {
            // libpcap has closed its end.
        }
        finally
        {
            _pipe.SafePipeHandle.Dispose(); // our end alone: libpcap may still be about to open its own
        }
    }
}
