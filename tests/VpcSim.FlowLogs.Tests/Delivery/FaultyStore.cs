using VpcSim.FlowLogs.Delivery;

namespace VpcSim.FlowLogs.Tests.Delivery;

/// <summary>A server of objects that refuses chosen requests.</summary>
/// <param name="refuses">What a request is refused with, by its number from 1; null to let it through.</param>
internal sealed class FaultyStore(Func<int, ObjectStoreException?> refuses) : IObjectStore
{
    public string Endpoint => "http://faulty";

    /// <summary>Content by bucket and key.</summary>
    public SortedDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public int Puts { get; private set; }

    /// <summary>What a look at a bucket is refused with.</summary>
    public ObjectStoreException? Closed { get; init; }

    public void Check(string bucket)
    {
        if (Closed is not null) throw Closed;
    }

    public void Put(string bucket, string key, string file)
    {
        if (refuses(++Puts) is { } refusal) throw refusal;
        Objects[$"{bucket}/{key}"] = File.ReadAllBytes(file);
    }
}
