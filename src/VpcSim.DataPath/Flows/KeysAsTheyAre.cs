using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>Keeps keys in the form in which they are looked up.</summary>
internal readonly struct KeysAsTheyAre<TKey> : IKeyStore<TKey, TKey>
    where TKey : struct, ITableKey<TKey>
{
    public void Store(in TKey key, out TKey stored) => stored = key;

    public TKey Load(in TKey stored) => stored;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in TKey stored, in TKey key) => stored.Matches(in key);

    public void Forget(in TKey stored)
    {
    }
}
