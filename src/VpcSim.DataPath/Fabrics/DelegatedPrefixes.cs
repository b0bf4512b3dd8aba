using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Fabrics;

/// <summary>The interface behind each delegated block, found in one step: AWS delegates blocks of one size for each family. (EC2 guide, "Prefix delegation for Amazon EC2 network interfaces")</summary>
internal sealed class DelegatedPrefixes
{
    private const int Ipv4HostBits = 4, Ipv6HostBits = 48;
    private readonly AddressMap _blocks;

    private DelegatedPrefixes(int count) => _blocks = new AddressMap(count);

    /// <summary>Null where no interface has a delegated block, so that nobody looks for one.</summary>
    public static DelegatedPrefixes? Of(FabricInterface[] interfaces)
    {
        int count = interfaces.Sum(static eni => eni.Prefixes.Length);
        if (count == 0) return null;
        var made = new DelegatedPrefixes(count);
        foreach (FabricInterface eni in interfaces)
            foreach (Cidr block in eni.Prefixes) made._blocks.Add(eni.Vpc, block.Network, eni.Index);
        return made;
    }

    /// <summary>The interface of a VPC that an address is delegated to, or −1.</summary>
    public int Find(int vpc, IpAddress address)
    {
        int hostBits = address.IsIPv4 ? Ipv4HostBits : Ipv6HostBits;
        return _blocks.Find(vpc, new IpAddress(address.High, address.Low >> hostBits << hostBits));
    }
}
