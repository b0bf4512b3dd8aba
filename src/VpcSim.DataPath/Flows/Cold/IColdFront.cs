namespace VpcSim.DataPath.Flows.Cold;

/// <summary>What stands first in an entry that is put aside: it tells one entry from another, and where the next one begins.</summary>
internal interface IColdFront<TKey>
    where TKey : struct
{
    /// <summary>The key's hash.</summary>
    uint Hash { get; }

    /// <summary>All bytes that the entry takes.</summary>
    int Length { get; }

    bool IsOf(in TKey key);
}
