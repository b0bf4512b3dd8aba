using SharpPcap;
using SharpPcap.LibPcap;

namespace VpcSim.Wire.Captures;

/// <summary>Takes packets off a network interface of this machine as they come. Times are libpcap's, in nanoseconds where the system has them.</summary>
internal sealed class LiveReader : CaptureReader
{
    private const int SnapLength = 262_144;
    private const int KernelBuffer = 16 * 1024 * 1024;
    private const int HandOverMs = 100; // how long the kernel collects before it shows what it has
    private const int NapMs = 10;
    private const long TellEveryNs = 1_000_000_000;
    private const long LatenessNs = 1_000_000_000; // no packet is shown later than this after its time
    private const int NsPerTick = 100;

    private readonly LibPcapLiveDevice _device;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _enough;
    private readonly long _most;
    private readonly LinkType _link;
    private readonly object _nap = new();
    private long? _endNs;
    private long _toldNs = long.MinValue;
    private volatile bool _isAbandoned;

    public LiveReader(string name, long? most, TimeProvider clock, CancellationToken enough)
        : base(name)
    {
        _clock = clock;
        _enough = enough;
        _most = most ?? long.MaxValue;
        _device = LiveInterfaces.Open(name, new DeviceConfiguration
        {
            Mode = DeviceModes.None,
            Snaplen = SnapLength,
            ReadTimeout = HandOverMs,
            BufferSize = KernelBuffer,
            TimestampResolution = TimestampResolution.Nanosecond,
        });
        _device.NonBlockingMode = true;
        _link = LinkTypeRegistry.Normalize((uint)_device.LinkType);
        MayWait = true;
    }

    public override long BytesRead => 0;

    public override long? TotalBytes => null;

    public override long? ReachedNs => NowNs - LatenessNs;

    private long NowNs => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NsPerTick;

    public override void Abandon() => _isAbandoned = true;

    private protected override bool TryReadRecord(out CapturedFrame frame)
    {
        frame = default;
        while (PacketsRead < _most && !_isAbandoned)
        {
            if (_enough.IsCancellationRequested) _endNs ??= NowNs;
            switch (_device.GetNextPacket(out PacketCapture packet))
            {
                case GetPacketStatus.PacketRead:
                    long timeNs = LibpcapTime.NsOf(packet.Header.Timeval);
                    if (timeNs > _endNs) return Stop();
                    _toldNs = long.MinValue;
                    frame = new CapturedFrame
                    {
                        TimeNs = timeNs,
                        Number = ++PacketsRead,
                        Link = _link,
                        OriginalLength = Math.Max((int)Math.Min(((PcapHeader)packet.Header).PacketLength, int.MaxValue), packet.Data.Length),
                        Bytes = packet.Data,
                    };
                    return true;
                case GetPacketStatus.ReadTimeout:
                    if (_endNs + (2 * HandOverMs * 1_000_000L) < NowNs) return Stop();
                    Nap();
                    break;
                default:
                    return Finish(CaptureEnd.CutOff, $"{Name}: the capture ended by itself: {_device.LastError}. {Before}");
            }
        }

        return Stop();
    }

    private protected override void Close() => _device.Dispose();

    private void Nap()
    {
        long now = NowNs;
        if (_toldNs == long.MinValue || now - _toldNs >= TellEveryNs)
        {
            _toldNs = now;
            Waiting?.Invoke();
        }

        if (_endNs is null) _enough.WaitHandle.WaitOne(NapMs);
        else lock (_nap) Monitor.Wait(_nap, NapMs); // the kernel still collects
    }

    /// <summary>Says so if packets are missing that the machine could not keep up with.</summary>
    private bool Stop()
    {
        ICaptureStatistics counted = _device.Statistics;
        return PacketLoss.Told(Name, counted.DroppedPackets, counted.InterfaceDroppedPackets, PacketsRead) is { } loss ? Finish(CaptureEnd.Lossy, loss) : Finish(CaptureEnd.Complete, null);
    }
}
