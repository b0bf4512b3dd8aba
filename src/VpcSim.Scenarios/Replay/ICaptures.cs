namespace VpcSim.Scenarios.Replay;

/// <summary>Where decoded packets come from.</summary>
internal interface ICaptures
{
    /// <summary>Decodes the next packet into a place of a batch: its header with its number, quote, cause, origin and, where the batch keeps it, its frame.</summary>
    /// <returns>False at the end.</returns>
    bool TryDecode(PacketBatch batch, int at);
}
