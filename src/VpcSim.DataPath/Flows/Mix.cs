using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Flows;

/// <summary>The hash of every table: multiplied and shifted 64-bit words, the same in every process.</summary>
internal static class Mix
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong state, ulong word)
    {
        ulong product = (state ^ word) * 0x9E37_79B9_7F4A_7C15;
        return product ^ (product >> 29);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong state, IpAddress address) => Add(state, address.Low ^ (address.High * 0xD6E8_FEB8_6659_FD93));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Finish(ulong state) => (uint)(state ^ state >> 32);
}
