using VpcSim.Model.Addressing;

namespace VpcSim.Model.Provisioning;

/// <summary>The addresses of one block of a subnet, without the first four and the last. (VPC guide, "Subnet sizing")</summary>
internal sealed class AddressPool
{
    private const int ReservedAtStart = 4;

    private readonly HashSet<IpAddress> _taken = [];
    private readonly List<Cidr> _delegated = [];
    private IpAddress _next;

    public AddressPool(Cidr block)
    {
        Block = block;
        _next = block.Network + ReservedAtStart;
    }

    public Cidr Block { get; }

    public bool IsReserved(IpAddress address) =>
        address < Block.Network + ReservedAtStart || address == Block.Last;

    /// <summary>False where somebody has it already.</summary>
    public bool Take(IpAddress address) => DelegatedAround(address) is null && _taken.Add(address);

    /// <summary>Takes a whole block for delegation; false where AWS keeps one of its addresses or somebody has one.</summary>
    public bool Take(Cidr block)
    {
        if (block.Network < Block.Network + ReservedAtStart || block.Contains(Block.Last)) return false;
        foreach (Cidr other in _delegated)
            if (other.Overlaps(block)) return false;
        foreach (IpAddress address in _taken)
            if (block.Contains(address)) return false;
        _delegated.Add(block);
        return true;
    }

    /// <summary>The lowest free block of a size; null where none is left.</summary>
    /// <param name="prefixLength">At least that of <see cref="Block"/>.</param>
    public Cidr? TakeLowest(int prefixLength)
    {
        for (var block = new Cidr(Block.Network, prefixLength); Block.Contains(block); block = new Cidr(block.Last + 1, prefixLength))
            if (Take(block)) return block;
        return null;
    }

    /// <summary>The lowest free address; null where none is left.</summary>
    public IpAddress? TakeLowest()
    {
        for (IpAddress last = Block.Last; _next < last;)
        {
            IpAddress address = _next;
            _next = (DelegatedAround(address)?.Last ?? address) + 1;
            if (Take(address)) return address;
        }
        return null;
    }

    private Cidr? DelegatedAround(IpAddress address)
    {
        foreach (Cidr block in _delegated)
            if (block.Contains(address)) return block;
        return null;
    }
}
