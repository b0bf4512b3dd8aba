using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>Keeps what it is shown of each packet.</summary>
internal sealed class RecordingWatcher(bool wantsFrames = false) : IReplayWatcher
{
    public List<Watched> Packets { get; } = [];

    /// <summary>Wants every packet unless told otherwise.</summary>
    public Func<PacketHeader, bool> Picks { get; init; } = static _ => true;

    public bool WantsFrames => wantsFrames;

    public bool Wants(in PacketHeader packet) => Picks(packet);

    public void Saw(in ReplayedPacket packet) => Packets.Add(new Watched(
        packet.Header.Number, packet.Outcome, packet.Verdict, packet.Blame, packet.IsCopy, packet.Origin, packet.Trail.ToArray(), packet.Sights.ToArray(),
        packet.Frame.ToArray(), packet.Link, packet.Error, packet.Header.TimeNs));

    internal sealed record Watched(
        long Number, Outcome Outcome, Verdict Verdict, long Blame, bool IsCopy, Origin Origin, StageRecord[] Trail, Sight[] Sights, byte[] Frame, LinkType Link, RouterError? Error, long TimeNs)
    {
        /// <summary>What interfaces saw, such as <c>eni 2 out 10.0.2.10:40000 > 198.51.100.7:80</c>; what was refused there in brackets.</summary>
        public string[] Seen(IReadOnlyList<string> names) => [.. Sights.Select(sight =>
        {
            string text = $"{names[sight.Interface]} {(sight.Egress ? "out" : "in")} {sight.Source}:{sight.SourcePort} > {sight.Destination}:{sight.DestinationPort}";
            return sight.Accepted ? text : $"[{text}]";
        })];
    }
}
