using System.Runtime.InteropServices;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>A conversation with all of its packets, in the order in which they were handled, and the distinct walks that they took.</summary>
public sealed class ExplainedConversation(ConversationKey key)
{
    private readonly List<ExplainedPacket> _packets = [];
    private readonly List<ExplainedWalk> _walks = [];
    private readonly Dictionary<int, (Tracking Latest, long TimeNs)> _tracked = [];

    public ConversationKey Key { get; } = key;

    public IReadOnlyList<ExplainedPacket> Packets => _packets;

    /// <summary>In the order of their first packets.</summary>
    public IReadOnlyList<ExplainedWalk> Walks => _walks;

    internal void Add(in ReplayedPacket packet, bool fromFirst, PacketRole role)
    {
        Span<FormerConnection> former = packet.Trail.Length <= 128 ? stackalloc FormerConnection[packet.Trail.Length] : new FormerConnection[packet.Trail.Length];
        for (int i = 0; i < packet.Trail.Length; i++) former[i] = FormerAt(packet.Trail[i], packet.Header.TimeNs);
        ref readonly Wire.PacketHeader header = ref packet.Header;
        _packets.Add(new ExplainedPacket(
            header.Number, header.TimeNs, WalkOf(in packet, fromFirst, role, former), header.Length, header.TcpFlags, header.IcmpType, header.IcmpCode, packet.Blame));
    }

    // The latest walks first: packets mostly go the way of those before them.
    private int WalkOf(in ReplayedPacket packet, bool fromFirst, PacketRole role, ReadOnlySpan<FormerConnection> former)
    {
        ReadOnlySpan<ExplainedWalk> walks = CollectionsMarshal.AsSpan(_walks);
        for (int i = walks.Length - 1; i >= 0; i--)
            if (walks[i].Is(in packet, fromFirst, role, former)) return i;
        _walks.Add(new ExplainedWalk
        {
            FromFirst = fromFirst,
            Role = role,
            Source = packet.Header.Source.ToIpAddress(),
            Destination = packet.Header.Destination.ToIpAddress(),
            Outcome = packet.Outcome,
            Verdict = packet.Verdict,
            IsCopy = packet.IsCopy,
            Entry = packet.Entry,
            Trail = [.. packet.Trail],
            Former = [.. former],
            Forms = [.. packet.Forms],
            Error = packet.Error,
            WasReset = !packet.ResetSights.IsEmpty,
            IsLogged = !packet.Observed.IsEmpty,
        });
        return _walks.Count - 1;
    }

    private FormerConnection FormerAt(StageRecord step, long timeNs)
    {
        if (step.Stage != Stage.SecurityGroup || step.Tracking == Tracking.Related) return FormerConnection.None;
        bool wasTracked = _tracked.TryGetValue(step.Index, out (Tracking Latest, long TimeNs) before);
        if (step.Tracking >= Tracking.Opened)
        {
            _tracked[step.Index] = (step.Tracking, timeNs);
            if (step.Tracking != Tracking.Opened) return FormerConnection.None;
        }
        else
        {
            _tracked.Remove(step.Index);
        }
        return !wasTracked ? FormerConnection.None : before.Latest == Tracking.Ended ? FormerConnection.Ended : FormerConnection.Expired;
    }
}
