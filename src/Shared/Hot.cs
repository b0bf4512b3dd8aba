using System.Runtime.CompilerServices;

namespace VpcSim;

/// <summary>Marks methods that run for every packet or every walk. Here stands how they are compiled: as all others, for it is the fastest way. (docs/decisions/0007)</summary>
internal static class Hot
{
    public const MethodImplOptions Path = default;
}
