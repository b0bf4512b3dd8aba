namespace VpcSim.Fuzz.Judging;

/// <summary>What an input may cost.</summary>
/// <param name="Time">Processor time of the whole process, so that a busy machine accuses nobody.</param>
/// <param name="AllocatedBase">Bytes that are allocated whatever the input is.</param>
/// <param name="AllocatedPerByte">Bytes allocated for each byte of the input.</param>
public sealed record Bounds(TimeSpan Time, long AllocatedBase, long AllocatedPerByte)
{
    /// <summary>A second, and 64 MiB with 4 KiB for each byte.</summary>
    public static Bounds Strict { get; } = new(TimeSpan.FromSeconds(1), 64L << 20, 4096);

    /// <summary>Ten seconds, for tests: of time they shall find what never ends.</summary>
    public static Bounds Generous { get; } = Strict with { Time = TimeSpan.FromSeconds(10) };

    public long AllocatedFor(int inputBytes) => AllocatedBase + (AllocatedPerByte * inputBytes);
}
