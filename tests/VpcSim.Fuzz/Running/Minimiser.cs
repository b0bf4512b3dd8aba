using VpcSim.Fuzz.Judging;

namespace VpcSim.Fuzz.Running;

/// <summary>Takes away from an input what its fault does not need.</summary>
internal static class Minimiser
{
    /// <returns>The smallest input found with the same fault; the input itself where it has none.</returns>
    public static byte[] Shrink(Judge judge, byte[] input)
    {
        if (judge.Try(input)?.Fault is not { } fault) return input;
        for (int length = input.Length / 2; length > 0; length = length > 1 ? length / 2 : 0)
        {
            for (int at = 0; at < input.Length;)
            {
                byte[] less = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(at + length, input.Length))];
                if (judge.Try(less)?.Fault == fault) input = less;
                else at += length;
            }
        }
        return input;
    }
}
