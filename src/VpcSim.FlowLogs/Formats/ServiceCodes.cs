using System.Text;
using VpcSim.Model.Addressing;
using VpcSim.Model.Services;

namespace VpcSim.FlowLogs.Formats;

/// <summary>The service codes of packet addresses as UTF-8, the latest ones remembered. (VPC guide, "Flow log records", pkt-src-aws-service)</summary>
internal sealed class ServiceCodes(AwsIpRanges ranges)
{
    private const int Remembered = 4096;

    private static readonly byte[] None = [(byte)'-'];

    private readonly Dictionary<string, byte[]> _codes = new(StringComparer.Ordinal);
    private readonly Entry[] _entries = new Entry[Remembered];

    /// <summary>Such as <c>S3</c>; <c>-</c> outside AWS's published ranges.</summary>
    public byte[] Of(IpAddress address)
    {
        ulong folded = address.Low ^ address.High;
        ref Entry entry = ref _entries[(int)((folded * 0x9E37_79B9_7F4A_7C15) >> 52)];
        if (entry.Code is not null && entry.Address == address) return entry.Code;
        entry = new Entry(address, Find(address));
        return entry.Code!;
    }

    private byte[] Find(IpAddress address)
    {
        if (ranges.ServiceOf(address) is not { } code) return None;
        if (!_codes.TryGetValue(code, out byte[]? text)) _codes.Add(code, text = Encoding.UTF8.GetBytes(code));
        return text;
    }

    private readonly record struct Entry(IpAddress Address, byte[]? Code);
}
