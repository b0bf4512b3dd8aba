using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;

namespace VpcSim.Scenarios.Tracing;

/// <summary>One end of a traced conversation, as its name was understood.</summary>
internal sealed record TraceEnd
{
    /// <summary>The interface, where the design has one.</summary>
    public NetworkInterface? Interface { get; init; }

    /// <summary>The subnet in which a new interface is to stand for it.</summary>
    public Subnet? Subnet { get; init; }

    /// <summary>Where its packets enter, where that was named: a gateway.</summary>
    public EntryPoint? Entry { get; init; }

    /// <summary>The VPC of what was named, by place; −1 for none.</summary>
    public int Vpc { get; init; } = -1;

    /// <summary>The addresses that it may have, the preferred one of each family first.</summary>
    public ImmutableArray<IpAddress> Addresses { get; init; } = [];

    public ushort? Port { get; init; }

    /// <summary>The protocol that is spoken with it where none is asked for: a service's.</summary>
    public byte? Protocol { get; init; }

    /// <summary>How the name was understood, where that is not plain.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it lies outside of the design's interfaces.</summary>
    public bool IsOutside => Interface is null && Subnet is null;

    public IpAddress? AddressOf(bool ipv4)
    {
        foreach (IpAddress address in Addresses)
            if (address.IsIPv4 == ipv4) return address;
        return null;
    }

    public static TraceEnd Of(NetworkInterface eni) => new() { Interface = eni, Addresses = AddressesOf(eni) };

    public static ImmutableArray<IpAddress> AddressesOf(NetworkInterface eni) => [.. eni.PrivateAddresses.Select(static own => own.Address), .. eni.Ipv6Addresses];
}
