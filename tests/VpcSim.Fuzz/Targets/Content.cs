namespace VpcSim.Fuzz.Targets;

/// <summary>Chance that is in the input itself, so that an input alone repeats what it did.</summary>
internal static class Content
{
    /// <summary>A number below <paramref name="count"/> by the input's bytes (FNV-1a).</summary>
    public static int Choice(ReadOnlySpan<byte> input, int count)
    {
        uint hash = 2166136261;
        foreach (byte value in input) hash = (hash ^ value) * 16777619;
        return (int)(hash % (uint)count);
    }
}
