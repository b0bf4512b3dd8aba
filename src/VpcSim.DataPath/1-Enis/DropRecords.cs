using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath.Enis;

/// <summary>What flow logs say of a packet that an interface, its groups or its network ACL stops, or that is lost behind it. Each method gives the verdict.</summary>
internal sealed class DropRecords(DataPathSettings settings)
{
    /// <summary>AWS counts what a full table of connections drops (conntrack_allowance_exceeded) and documents no record of it.</summary>
    public Verdict Denied(Walk walk, FabricInterface eni, bool egress, Verdict verdict, RejectReason reason = RejectReason.None)
    {
        if (verdict.Reason != DropReason.ConntrackAllowanceExceeded || settings.RecordsTrackingAllowance) walk.Observe(eni, egress, accepted: false, reason: reason);
        return verdict;
    }

    /// <summary>AWS documents no record for a failed source/destination check.</summary>
    public Verdict Refused(Walk walk, DropReason reason, FabricInterface eni, bool egress)
    {
        if (settings.RecordsSourceDestCheck) walk.Observe(eni, egress, accepted: false);
        return Verdict.Drop(reason, ComponentKind.NetworkInterface, eni.Index, egress: egress);
    }

    /// <summary>The packet is larger than the interface takes; the sender is told.</summary>
    public static Verdict TooBig(Walk walk, FabricInterface from)
    {
        walk.Observe(from, egress: true, accepted: true);
        walk.Generated++;
        return Verdict.Drop(DropReason.PacketTooBig, ComponentKind.NetworkInterface, from.Index, egress: true);
    }

    /// <summary>What AWS's records say of a packet that nobody sees after its sender is not documented.</summary>
    /// <param name="walk">The packet.</param>
    /// <param name="from">The interface that it has left.</param>
    /// <param name="before">How many records there were before it left.</param>
    /// <param name="seen">How many there were when it had.</param>
    /// <param name="verdict">What became of it.</param>
    [MethodImpl(Hot.Path)]
    public Verdict Unseen(Walk walk, FabricInterface from, int before, int seen, Verdict verdict)
    {
        if (settings.DroppedOnTheWay == DropRecord.Accept || verdict.Outcome != Outcome.Dropped || walk.Meters.Length != seen) return verdict;
        if (verdict.Reason is DropReason.EniSourceDestCheckRestriction or DropReason.ConntrackAllowanceExceeded) return verdict;
        walk.TakeBack(before);
        if (settings.DroppedOnTheWay == DropRecord.Reject) walk.Observe(from, egress: true, accepted: false);
        return verdict;
    }
}
