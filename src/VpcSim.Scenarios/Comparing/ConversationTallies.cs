using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Counts, for each conversation of a run and each direction of it, how many packets met which fate.</summary>
/// <remarks>Hosts answer what arrives, so that two designs have not the same packets; conversations and their fates are what can be compared.</remarks>
internal sealed class ConversationTallies(Design design, FateNumbers numbers) : IReplayWatcher
{
    private readonly FateReader _fates = new(design, numbers);
    private readonly ConversationKeys _keys = new();
    private readonly Dictionary<ConversationKey, List<Tally>> _byDirection = [];
    private readonly List<ConversationKey> _order = [];

    /// <summary>Conversations by who spoke first, in the order in which they began.</summary>
    public IReadOnlyList<ConversationKey> Conversations => _order;

    /// <summary>Packets in all.</summary>
    public long Packets { get; private set; }

    public bool WantsFrames => false;

    public bool Wants(in PacketHeader packet) => packet.Status == DecodeStatus.Decoded;

    public void Saw(in ReplayedPacket packet)
    {
        ConversationKey key = _keys.Of(in packet);
        Packets++;
        SidePacket seen = SidePacket.Of(in packet, _fates, key);
        if (!_byDirection.TryGetValue(key, out List<Tally>? tallies))
        {
            if (!_byDirection.ContainsKey(key.Reversed)) _order.Add(key);
            _byDirection.Add(key, tallies = []);
        }
        int known = tallies.FindIndex(tally => tally.First.Fate == seen.Fate);
        if (known < 0) tallies.Add(new Tally(seen, 1, seen.Reason));
        else tallies[known] = tallies[known] with { Packets = tallies[known].Packets + 1 };
    }

    public void Changed(Fabric fabric) => _fates.Adopt(fabric.Design);

    /// <summary>The fates of one direction, in the order in which they were met; empty where nobody spoke so.</summary>
    public IReadOnlyList<Tally> Of(ConversationKey direction) => _byDirection.TryGetValue(direction, out List<Tally>? tallies) ? tallies : [];

    /// <summary>Whether the conversation took place, whoever began it.</summary>
    public bool Has(ConversationKey key) => _byDirection.ContainsKey(key) || _byDirection.ContainsKey(key.Reversed);

    /// <param name="First">The first packet that met the fate.</param>
    /// <param name="Packets">How many did.</param>
    /// <param name="Reason">Why the first was dropped, in a sentence; null where it was not.</param>
    internal sealed record Tally(SidePacket First, long Packets, string? Reason);
}
