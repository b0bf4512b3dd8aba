using System.Runtime.InteropServices;
using PacketDotNet;
using SharpPcap;
using SharpPcap.LibPcap;

namespace VpcSim.Wire.Captures.Selecting;

/// <summary>A filter expression as tcpdump takes it (pcap-filter(7)), compiled and run by libpcap. Not safe for use by several threads at once.</summary>
/// <param name="expression">Checked by <see cref="ProblemOf"/>.</param>
public sealed class PacketFilter(string expression) : IDisposable
{
    private const int RawOfLibpcap = 12; // DLT_RAW, which files number otherwise
    private const string RejectsAll = "expression rejects all packets"; // libpcap's word for what no frame of a link type can be
    private static readonly int _timeLength = OperatingSystem.IsWindows() ? 8 : 2 * IntPtr.Size; // of the struct timeval before the lengths

    private readonly Dictionary<LinkType, BpfProgram?> _programs = []; // null where no frame passes
    private readonly byte[] _header = GC.AllocateArray<byte>(_timeLength + (2 * sizeof(int)), pinned: true);
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(64 * 1024, pinned: true);
    private BpfProgram? _latest;
    private LinkType? _latestLink;

    /// <summary>What is wrong with an expression, in libpcap's words, or that libpcap is missing; null where frames of some kind can be filtered by it.</summary>
    /// <param name="expression">What the user wrote.</param>
    /// <param name="option">The option that it belongs to.</param>
    public static string? ProblemOf(string expression, string option)
    {
        if (Libpcap.ProblemOf(option) is { } missing)
        {
            return missing;
        }

        string? problem = null;
        foreach (LinkType link in (ReadOnlySpan<LinkType>)[LinkType.Ethernet, LinkType.LinuxSll2, LinkType.Raw])
        {
            try
            {
                Compile(expression, link).Dispose();
                return null;
            }
            catch (PcapException refused)
            {
                problem ??= refused.Message;
            }
        }

        return problem;
    }

    /// <summary>Whether a frame passes.</summary>
    /// <exception cref="CaptureFormatException">The expression asks for what frames of this link type do not have.</exception>
    public bool Matches(in CapturedFrame frame)
    {
        if (_latestLink != frame.Link)
        {
            _latest = ProgramFor(frame.Link);
            _latestLink = frame.Link;
        }

        if (_latest is null)
        {
            return false;
        }

        // libpcap takes addresses, and the bytes may lie where the collector moves them.
        if (_bytes.Length < frame.Bytes.Length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(frame.Bytes.Length * 2, pinned: true);
        }

        frame.Bytes.CopyTo(_bytes);
        int captured = frame.Bytes.Length, original = frame.OriginalLength;
        MemoryMarshal.Write(_header.AsSpan(_timeLength), in captured);
        MemoryMarshal.Write(_header.AsSpan(_timeLength + sizeof(int)), in original);
        return _latest.Matches(Marshal.UnsafeAddrOfPinnedArrayElement(_header, 0), Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0));
    }

    public void Dispose()
    {
        foreach (BpfProgram? program in _programs.Values)
        {
            program?.Dispose();
        }
    }

    private BpfProgram? ProgramFor(LinkType link)
    {
        if (_programs.TryGetValue(link, out BpfProgram? known))
        {
            return known;
        }

        try
        {
            return _programs[link] = Compile(expression, link);
        }
        catch (PcapException refused) when (refused.Message.Contains(RejectsAll, StringComparison.Ordinal))
        {
            return _programs[link] = null;
        }
        catch (PcapException refused)
        {
            throw new CaptureFormatException($"the filter '{expression}' does not fit frames of link type {link}: {refused.Message}", refused);
        }
    }

    private static BpfProgram Compile(string expression, LinkType link)
    {
        bool isBare = link is LinkType.Raw or LinkType.Ipv4 or LinkType.Ipv6; // asked for one family, libpcap refuses the words of the other
        return BpfProgram.Create((LinkLayers)(isBare ? RawOfLibpcap : (int)link), expression);
    }
}
