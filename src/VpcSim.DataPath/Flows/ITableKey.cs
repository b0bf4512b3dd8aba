namespace VpcSim.DataPath.Flows;

/// <summary>A key of a <see cref="SlabTable{TKey, TValue}"/>. The hash is the same in every process.</summary>
internal interface ITableKey<TSelf>
    where TSelf : struct, ITableKey<TSelf>
{
    uint Hash();

    bool Matches(in TSelf other);
}
