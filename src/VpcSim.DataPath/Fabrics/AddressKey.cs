namespace VpcSim.DataPath.Fabrics;

/// <summary>An address within a VPC, or a public one, as a key that hashes in two multiplications.</summary>
internal readonly record struct AddressKey(int Vpc, UInt128 Address)
{
    public static AddressKey Public(UInt128 address) => new(-1, address);

    public override int GetHashCode() => (int)Flows.Mix.Finish(Flows.Mix.Add((uint)Vpc, Address));
}
