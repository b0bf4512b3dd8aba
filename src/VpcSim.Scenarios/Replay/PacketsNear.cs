using System.Numerics;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;

namespace VpcSim.Scenarios.Replay;

/// <summary>Brings near what the next packets of a batch will need: their conversations, and of those that probably walk who owns their addresses. Changes no result.</summary>
internal sealed class PacketsNear(FlowTable flows, Fabric fabric)
{
    private const int OwnersAhead = FlowTable.PacketsAhead - FlowTable.Group; // packets; their addresses are near by then
    private uint _walking; // a bit for each packet of the group whose addresses were brought near last

    /// <param name="batch">The packets.</param>
    /// <param name="at">The packet about to be handled; a multiple of <see cref="FlowTable.Group"/>.</param>
    [MethodImpl(Hot.Path)]
    public void Prefetch(PacketBatch batch, int at)
    {
        if (at == 0) _walking = 0;
        for (uint left = _walking; left != 0; left &= left - 1) fabric.PrefetchOwners(in batch.Headers[at + OwnersAhead + BitOperations.TrailingZeroCount(left)]);
        _walking = flows.Prefetch(batch.Lookups.AsSpan(0, batch.Count), at);
        for (uint left = _walking; left != 0; left &= left - 1) fabric.PrefetchAddresses(in batch.Headers[at + FlowTable.PacketsAhead + BitOperations.TrailingZeroCount(left)]);
    }
}
