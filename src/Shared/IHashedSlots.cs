namespace VpcSim;

/// <summary>What a <see cref="SlotIndex"/> finds slots of.</summary>
internal interface IHashedSlots
{
    /// <summary>Whether a slot that was taken once holds something that is to be found.</summary>
    bool IsLive(int slot);

    /// <summary>The hash of what a slot holds.</summary>
    uint HashOf(int slot);

    /// <summary>Brings near what a slot holds. Changes no result.</summary>
    void Prefetch(int slot);
}
