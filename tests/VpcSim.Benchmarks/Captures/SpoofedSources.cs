namespace VpcSim.Benchmarks.Captures;

/// <summary>Addresses of the internet in an order that looks drawn; none comes twice, since numbers are mixed by steps that can be undone.</summary>
/// <param name="first">The number with which to begin.</param>
public sealed class SpoofedSources(uint first)
{
    private uint _number = first;

    public uint Next()
    {
        while (true)
        {
            uint mixed = _number++ * 0x9E37_79B1;
            mixed = (mixed ^ mixed >> 15) * 0x85EB_CA77;
            mixed ^= mixed >> 16;
            if (Addresses.IsPublic(mixed)) return mixed;
        }
    }
}
