namespace VpcSim.DataPath.Services;

/// <summary>
/// What an interface may send to the services at link-local addresses within one second: Amazon DNS, instance metadata, time and licensing together.
/// (VPC guide, "DNS attributes for your VPC", quotas)
/// </summary>
/// <remarks>AWS does not say how it tells one second from the next; here a second is one of the clock.</remarks>
/// <param name="packetsPerSecond">0 for no limit.</param>
internal sealed class LinkLocalAllowance(int packetsPerSecond)
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private Spent[] _spent = [];

    public bool IsLimited => packetsPerSecond > 0;

    /// <summary>Whether an interface may send one more packet, which then counts.</summary>
    public bool Takes(int networkInterface, long timeNs)
    {
        if (networkInterface >= _spent.Length) Array.Resize(ref _spent, Math.Max(networkInterface + 1, _spent.Length * 2));
        ref Spent spent = ref _spent[networkInterface];
        long second = timeNs / NanosecondsPerSecond;
        if (spent.Second != second) spent = new Spent { Second = second };
        if (spent.Packets >= packetsPerSecond) return false;
        spent.Packets++;
        return true;
    }

    private struct Spent
    {
        public long Second;
        public int Packets;
    }
}
