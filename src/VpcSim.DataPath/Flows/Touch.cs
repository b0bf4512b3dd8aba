namespace VpcSim.DataPath.Flows;

/// <summary>State that a packet keeps alive: a tracked connection or a NAT binding, by its slot and the serial that tells whether it is still the same.</summary>
/// <param name="Slot">Slot in its table; for NAT bindings the complement.</param>
/// <param name="Serial">The slot's serial when it was remembered.</param>
/// <param name="ByInitiator">Whether the packet goes the way of the connection's first one.</param>
internal readonly record struct Touch(int Slot, uint Serial, bool ByInitiator)
{
    public bool IsNatBinding => Slot < 0;

    public int BindingSlot => ~Slot;

    public static Touch Binding(int slot, uint serial, bool outbound) => new(~slot, serial, outbound);
}
