using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace VpcSim;

/// <summary>Asks the processor to bring memory near that is needed soon. Never changes a result; does nothing where there is no such instruction.</summary>
internal static class CacheHint
{
    private const int LineBytes = 64;

    /// <summary>The line that holds the start of a value. A collection may move it meanwhile: then the hint is wasted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref readonly T value)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in value)));
    }

    /// <summary>The first lines of an object's fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Object(object value)
    {
        if (!Sse.IsSupported) return;
        byte* at = (byte*)Unsafe.As<object, nint>(ref value) + sizeof(nint); // a reference to a field would be made by a look at the object, and so by waiting for it
        Sse.Prefetch0(at);
        Sse.Prefetch0(at + LineBytes);
        Sse.Prefetch0(at + (2 * LineBytes));
    }

    /// <summary>The lines of a value, at most three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Lines<T>(ref readonly T value)
        where T : struct
    {
        if (!Sse.IsSupported) return;
        byte* at = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in value));
        Sse.Prefetch0(at);
        if (Unsafe.SizeOf<T>() > LineBytes) Sse.Prefetch0(at + LineBytes);
        Sse.Prefetch0(at + Math.Min(Unsafe.SizeOf<T>() - 1, 2 * LineBytes));
    }
}
