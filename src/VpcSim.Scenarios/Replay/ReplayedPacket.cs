using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>A packet that was replayed, and what became of it. Holds until the next packet.</summary>
public readonly ref struct ReplayedPacket
{
    private readonly FrameCopy? _frame;

    internal ReplayedPacket(ref readonly PacketHeader header, ref readonly QuotedPacket quote, FrameCopy? frame)
    {
        Header = ref header;
        Quote = ref quote;
        _frame = frame;
    }

    /// <summary>Its fields in the design's terms: mapped, and public addresses of interfaces as the private ones behind them.</summary>
    public readonly ref readonly PacketHeader Header;

    /// <summary>What it quotes, if it is an ICMP error.</summary>
    public readonly ref readonly QuotedPacket Quote;

    /// <summary>The captured bytes from the link header on, addresses as captured; empty where no watcher wants frames.</summary>
    public ReadOnlySpan<byte> Frame => _frame is null ? [] : _frame.Bytes;

    /// <summary>What <see cref="Frame"/> begins with.</summary>
    public LinkType Link => _frame?.Link ?? default;

    /// <summary>Length of the frame on the wire in bytes.</summary>
    public int OriginalLength => _frame?.OriginalLength ?? 0;

    /// <summary>The frame as it stands in the capture, which is <see cref="Frame"/> where that came in no tunnel.</summary>
    public ReadOnlySpan<byte> WholeFrame => _frame is null ? [] : _frame.Whole;

    /// <summary>What <see cref="WholeFrame"/> begins with.</summary>
    public LinkType WholeLink => _frame?.WholeLink ?? default;

    /// <summary>Length of the whole frame on the wire in bytes.</summary>
    public int WholeOriginalLength => _frame?.WholeOriginalLength ?? 0;

    /// <summary>Where <see cref="Frame"/> begins in <see cref="WholeFrame"/>.</summary>
    public int FrameAt => _frame?.At ?? 0;

    /// <summary>The interface of the capture that it was captured on, from 0.</summary>
    public int CapturedInterface => _frame?.InterfaceIndex ?? 0;

    public required Origin Origin { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>How the walk ended; default where no walk was asked (not sent, no IP, undecodable).</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Why it could not be decoded.</summary>
    public Undecodable Cause { get; init; }

    /// <summary>For a packet that was not sent: the number of the packet that should have arrived first; 0 where none was captured.</summary>
    public long Blame { get; init; }

    /// <summary>Whether it is a packet seen before, captured once more elsewhere: it has the outcome of the first and took no walk of its own.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Where it entered; null where no walk was taken.</summary>
    public EntryPoint? Entry { get; init; }

    /// <summary>The decisions of its walk, in order.</summary>
    public ReadOnlySpan<StageRecord> Trail { get; init; }

    /// <summary>Its form where it entered, behind each record of <see cref="Trail"/>, and where it ended; empty where no walk was taken.</summary>
    public ReadOnlySpan<PacketForm> Forms { get; init; }

    /// <summary>What it was counted as in flow logs; empty where none shows it.</summary>
    public ReadOnlySpan<Observation> Observed { get; init; }

    /// <summary>The same of the RST with which a NAT gateway answered it.</summary>
    public ReadOnlySpan<Observation> ResetObserved { get; init; }

    /// <summary>What interfaces saw of it, in the order of its way.</summary>
    public ReadOnlySpan<Sight> Sights { get; init; }

    /// <summary>The ICMP error with which the VPC router answered it.</summary>
    public RouterError? Error { get; init; }

    /// <summary>What interfaces saw of the RST with which a NAT gateway answered it.</summary>
    public ReadOnlySpan<Sight> ResetSights { get; init; }
}
