using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Comparing;

/// <summary>A packet as one side has handled it.</summary>
/// <param name="Number">Its number in the capture.</param>
/// <param name="Fate">Its fate's number.</param>
/// <param name="Key">Its conversation, in the side's terms.</param>
/// <param name="Verdict">How its walk ended.</param>
/// <param name="At">Its ends where its walk ended.</param>
/// <param name="Words">Words the side's verdicts.</param>
internal readonly record struct SidePacket(long Number, int Fate, ConversationKey Key, Verdict Verdict, (IpAddress Source, IpAddress Destination, ushort Port) At, VerdictText Words)
{
    public static SidePacket Of(in ReplayedPacket packet, FateReader fates, ConversationKey key)
    {
        (var source, var destination, ushort port) = packet.Forms.IsEmpty
            ? (packet.Header.Source.ToIpAddress(), packet.Header.Destination.ToIpAddress(), packet.Header.DestinationPort)
            : (packet.Forms[^1].Source, packet.Forms[^1].Destination, packet.Forms[^1].DestinationPort);
        return new SidePacket(packet.Header.Number, fates.Of(in packet), key, packet.Verdict, (source, destination, port), fates.Words);
    }

    /// <summary>Why it was dropped, in a sentence; null where it was not.</summary>
    public string? Reason => Verdict.IsDrop ? Words.Sentence(Verdict, Key.Protocol, At.Source, At.Destination, At.Port) : null;
}
