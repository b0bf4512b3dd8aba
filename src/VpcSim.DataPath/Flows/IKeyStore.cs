namespace VpcSim.DataPath.Flows;

/// <summary>How a <see cref="SlabTable{TKey, TStored, TKeys, TValue, TSerial}"/> keeps its keys: a smaller form of what is looked up.</summary>
internal interface IKeyStore<TKey, TStored>
    where TKey : struct, ITableKey<TKey>
    where TStored : struct
{
    /// <summary>Writes the form in which a new entry keeps its key, where it stays.</summary>
    void Store(in TKey key, out TStored stored);

    /// <summary>The key again.</summary>
    TKey Load(in TStored stored);

    bool Matches(in TStored stored, in TKey key);

    /// <summary>The entry is removed: gives back what <see cref="Store"/> took.</summary>
    void Forget(in TStored stored);
}
