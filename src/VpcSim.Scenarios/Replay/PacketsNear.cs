using System.Numerics;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;

namespace VpcSim.Scenarios.Replay;

/// <summary>Brings near what the next packets of a batch will need: their conversations, and of those that probably walk who owns their addresses. Changes no result.</summary>
internal sealed class PacketsNear(FlowTable flows, Fabric fabric)
{
    private const int OwnersAhead = FlowTable.PacketsAhead - FlowTable.Group; // packets; their addresses are near by then
    private const int FewestWalks = FlowTable.Group / 2; // where fewer of a group walk, owners stay near by themselves
    private uint _walking; // a bit for each packet of the group whose addresses were brought near last

    /// <param name="batch">The packets.</param>
    /// <param name="at">The packet about to be handled; a multiple of <see cref="FlowTable.Group"/>.</param>
    [MethodImpl(Hot.Path)]
    public void Prefetch(PacketBatch batch, int at)
    {
        if (at == 0) _walking = 0;
        for (uint left = _walking; left != 0; left &= left - 1)
        {
            int walker = at + OwnersAhead + BitOperations.TrailingZeroCount(left);
            fabric.PrefetchOwners(in batch.Headers[walker], in batch.Headers[walker - 1]);
        }
        _walking = flows.Prefetch(batch.Lookups.AsSpan(0, batch.Count), at);
        if (BitOperations.PopCount(_walking) < FewestWalks) _walking = 0;
        for (uint left = _walking; left != 0; left &= left - 1)
        {
            int walker = at + FlowTable.PacketsAhead + BitOperations.TrailingZeroCount(left);
            fabric.PrefetchAddresses(in batch.Headers[walker], in batch.Headers[walker - 1]);
        }
    }
}
