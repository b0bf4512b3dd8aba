using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.DataPath;

// What is known of the packet that walked last.
public sealed partial class DataPath
{
    /// <summary>The ICMP error with which the VPC answered the packet that walked last, or null.</summary>
    public RouterError? LatestError { get; private set; }

    /// <summary>What the packet that walked last quotes, as its receiver sees it: translated with it. Meaningful for ICMP errors alone.</summary>
    public QuotedPacket LatestQuote => _walk.Packet.Quote;

    /// <summary>How the RST ended with which a NAT gateway answered the packet that walked last; null where there was none.</summary>
    public Verdict? LatestReset { get; private set; }

    /// <summary>The decisions of the latest walk, in the order in which they were taken; empty after <see cref="LeaveNoTrail"/>.</summary>
    public ReadOnlySpan<StageRecord> LatestTrail => _walk.Trail;

    /// <summary>Whether walks record what interfaces saw; once on, it stays on.</summary>
    public bool Records { get; private set; }

    /// <summary>What interfaces saw of the packet that walked last, in the order of its way; empty unless <see cref="Records"/>.</summary>
    public ReadOnlySpan<Sight> LatestSights => _walk.Sights;

    /// <summary>The same of the RST with which a NAT gateway answered it; empty where there was none.</summary>
    public ReadOnlySpan<Sight> LatestResetSights => _walk.ResetBy >= 0 ? _answer.Sights : [];

    /// <summary>The packet that walked last where it entered, behind each record of <see cref="LatestTrail"/>, and where it ended; empty unless <see cref="Records"/>.</summary>
    public ReadOnlySpan<PacketForm> LatestForms => _walk.Forms;

    /// <summary>What the packet that walked last was counted as in flow logs; empty unless <see cref="Records"/>.</summary>
    public ReadOnlySpan<Observation> LatestObserved => _walk.Observed;

    /// <summary>The same of the RST with which a NAT gateway answered it.</summary>
    public ReadOnlySpan<Observation> LatestResetObserved => _walk.ResetBy >= 0 ? _answer.Observed : [];

    // Nothing is written where nothing is to be said, for it is seldom said.
    private void NoteAnswers(in PacketHeader packet, EntryPoint entry, DropReason reason)
    {
        if (LatestReset is not null) LatestReset = null;
        if (_walk.Generated > 0 && entry.Kind == EntryKind.Interface) LatestError = RouterError.About(in packet, _fabric, entry.Index, reason, _walk.Mtu);
        else if (LatestError is not null) LatestError = null;
    }

    /// <summary>From now on walks note no decisions, where nobody asks for them.</summary>
    public void LeaveNoTrail()
    {
        _walk.LeaveNoTrail();
        _answer.LeaveNoTrail();
    }

    /// <summary>From now on walks record what interfaces saw.</summary>
    public void Record()
    {
        Records = true;
        _walk.Record();
        _answer.Record();
    }
}
