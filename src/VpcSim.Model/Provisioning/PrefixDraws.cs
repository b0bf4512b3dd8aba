using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;

namespace VpcSim.Model.Provisioning;

/// <summary>Blocks delegated to interfaces: /28 of IPv4, /80 of IPv6, whole and free blocks of the subnet. (EC2 guide, "Prefix delegation for Amazon EC2 network interfaces")</summary>
internal static class PrefixDraws
{
    private const int Ipv4Length = 28, Ipv6Length = 80;

    /// <summary>Takes the blocks that the design pins; behind all pinned addresses, before any is drawn.</summary>
    public static void Pin(Draft draft, NetworkInterface networkInterface, AddressPool? ipv4, AddressPool? ipv6)
    {
        foreach (Cidr block in networkInterface.Ipv4Prefixes) Pin(draft, networkInterface, ipv4, block, Ipv4Length);
        foreach (Cidr block in networkInterface.Ipv6Prefixes) Pin(draft, networkInterface, ipv6, block, Ipv6Length);
    }

    /// <summary>Draws the blocks that the design only counts; after all addresses.</summary>
    public static NetworkInterface Draw(Draft draft, NetworkInterface networkInterface, AddressPool? ipv4, AddressPool? ipv6)
    {
        ImmutableArray<Cidr> drawnIPv4 = Drawn(draft, networkInterface, ipv4, networkInterface.Ipv4Prefixes, networkInterface.Ipv4PrefixCount, Ipv4Length);
        ImmutableArray<Cidr> drawnIPv6 = Drawn(draft, networkInterface, ipv6, networkInterface.Ipv6Prefixes, networkInterface.Ipv6PrefixCount, Ipv6Length);
        return drawnIPv4 == networkInterface.Ipv4Prefixes && drawnIPv6 == networkInterface.Ipv6Prefixes
            ? networkInterface
            : networkInterface with { Ipv4Prefixes = drawnIPv4, Ipv6Prefixes = drawnIPv6 };
    }

    private static void Pin(Draft draft, NetworkInterface networkInterface, AddressPool? pool, Cidr block, int length)
    {
        if (block.PrefixLength != length || pool is null || !pool.Block.Contains(block))
        {
            draft.Refuse("InvalidParameterValue", $"The prefix {block} is invalid: delegate a /{length} of the subnet's {pool?.Block.ToString() ?? "block of that family"}.",
                networkInterface.Name);
        }
        else if (!pool.Take(block))
        {
            draft.Refuse("InvalidIPAddress.InUse", $"The prefix {block} holds an address that is in use or reserved; delegate a free one.", networkInterface.Name);
        }
    }

    private static ImmutableArray<Cidr> Drawn(
        Draft draft, NetworkInterface networkInterface, AddressPool? pool, ImmutableArray<Cidr> pinned, int count, int length)
    {
        ImmutableArray<Cidr> blocks = pinned;
        while (blocks.Length < count)
        {
            if (pool?.TakeLowest(length) is not { } block)
            {
                draft.Refuse("InsufficientCidrBlocks", $"The specified subnet does not have enough free cidr blocks to satisfy the request: no free /{length} is left "
                    + $"for the {count} that the interface asks for. Use a larger subnet, or reserve a part of it for prefixes.", networkInterface.Name);
                break;
            }
            blocks = blocks.Add(block);
        }
        return blocks;
    }
}
