using VpcSim.Model.Addressing;

namespace VpcSim.Model.Provisioning;

/// <summary>The addresses of one block of a subnet, without the first four and the last. (VPC guide, "Subnet sizing")</summary>
internal sealed class AddressPool
{
    private const int ReservedAtStart = 4;

    private readonly HashSet<IpAddress> _taken = [];
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
    public bool Take(IpAddress address) => _taken.Add(address);

    /// <summary>The lowest free address; null where none is left.</summary>
    public IpAddress? TakeLowest()
    {
        for (IpAddress last = Block.Last; _next < last;)
        {
            IpAddress address = _next;
            _next += 1;
            if (_taken.Add(address)) return address;
        }
        return null;
    }
}
