using System.Numerics;

namespace VpcSim.Engine.Chance;

/// <summary>
/// Pseudo-random numbers that depend on the seed alone: the same on every machine and in every release.
/// Not safe for use by several threads, and not for secrets.
/// </summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021), its state filled from the seed by
/// SplitMix64 as its authors advise.
/// </remarks>
public sealed class SeededChance
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public SeededChance(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Starts from a given state; the published test vectors do.</summary>
    internal SeededChance(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>Every one of the 2^64 values is equally likely.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;

        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);

        return result;
    }

    /// <summary>A number from 0 to <paramref name="limit"/> − 1, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is 0.</exception>
    /// <remarks>Lemire, "Fast Random Integer Generation in an Interval" (2019): draws again where a plain product would be biased.</remarks>
    public ulong Below(ulong limit)
    {
        ArgumentOutOfRangeException.ThrowIfZero(limit);

        ulong number = Math.BigMul(NextUInt64(), limit, out ulong fraction);
        if (fraction >= limit)
            return number;

        ulong unfair = (0 - limit) % limit;
        while (fraction < unfair)
            number = Math.BigMul(NextUInt64(), limit, out fraction);
        return number;
    }

    /// <summary>A number from 0 to <paramref name="limit"/> − 1, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)Below((ulong)limit);
    }

    /// <summary>A number of [0, 1) in steps of 2^-53.</summary>
    public double Unit() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
