namespace VpcSim.DataPath.Flows;

/// <summary>State that a packet keeps alive, in 8 bytes: a tracked connection or a NAT binding, by its slot and the serial that tells whether it is still the same.</summary>
internal readonly record struct Touch
{
    private readonly int _slot;
    private readonly uint _serialAndSide;

    /// <param name="slot">Slot in its table; for NAT bindings the complement.</param>
    /// <param name="serial">The slot's serial when it was remembered, 31 bits.</param>
    /// <param name="byInitiator">Whether the packet goes the way of the connection's first one.</param>
    public Touch(int slot, uint serial, bool byInitiator)
    {
        _slot = slot;
        _serialAndSide = serial << 1 | (byInitiator ? 1u : 0);
    }

    /// <summary>The slot of a connection.</summary>
    public int Slot => _slot;

    public uint Serial => _serialAndSide >> 1;

    public bool ByInitiator => (_serialAndSide & 1) != 0;

    public bool IsNatBinding => _slot < 0;

    public int BindingSlot => ~_slot;

    public static Touch Binding(int slot, uint serial, bool outbound) => new(~slot, serial, outbound);
}
