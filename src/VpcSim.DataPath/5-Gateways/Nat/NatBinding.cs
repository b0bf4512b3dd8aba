using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>One side of a translated connection; the other side stands under <see cref="OtherSlot"/>.</summary>
internal struct NatBinding
{
    /// <summary>The inside source, or the gateway's address.</summary>
    public IpAddress TranslatedAddress;

    /// <summary>Kept on the inside entry only.</summary>
    public long ExpiresNs;

    public int OtherSlot;

    public ushort TranslatedPort;

    public bool IsInside;
}
