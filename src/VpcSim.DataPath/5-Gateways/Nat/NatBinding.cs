using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>One side of a translated connection; the other side stands under <see cref="OtherSlot"/>, and its key says what this one is translated to.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct NatBinding
{
    /// <summary>Kept on the inside entry only.</summary>
    public long ExpiresNs;

    public int OtherSlot;
}
