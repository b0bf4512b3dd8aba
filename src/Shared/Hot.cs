using System.Runtime.CompilerServices;

namespace VpcSim;

/// <summary>Marks methods that run for every packet or every walk: compiled at once and as well as the compiler can. (docs/decisions/0007)</summary>
internal static class Hot
{
    public const MethodImplOptions Path = MethodImplOptions.AggressiveOptimization;
}
