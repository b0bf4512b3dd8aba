using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks;

/// <summary>
/// The VPC of the benchmarks, 10.0.0.0/16: sixteen subnets of /20, clients in the lower eight, servers in the upper eight. Host n
/// is the (10 + n/8)th address of subnet n mod 8 of its half. Addresses are numbers in host order.
/// </summary>
public static class Addresses
{
    public const uint Vpc = 0x0A000000;
    public const uint Dns = Vpc + 2;
    public const int SubnetCount = 16;
    public const int SubnetPrefixLength = 20;

    /// <summary>The most hosts in each half: eight subnets of 4,096 addresses less ten at the start and the broadcast.</summary>
    public const int MostHosts = SubnetsPerHalf * (SubnetSize - FirstHost - 1);

    private const int SubnetsPerHalf = 8;
    private const int SubnetSize = 4096;
    private const int FirstHost = 10;

    public static uint Subnet(int number) => Vpc + (uint)(number * SubnetSize);

    /// <summary>The number, 0 to 15, of the subnet that a host is in.</summary>
    public static int SubnetOf(uint host) => (int)((host - Vpc) / SubnetSize);

    public static uint Client(int number) => Subnet(number % SubnetsPerHalf) + (uint)(FirstHost + (number / SubnetsPerHalf));

    public static uint Server(int number) => Client(number) + (SubnetsPerHalf * SubnetSize);

    /// <summary>An address of the internet, outside every network that holds private, reserved or multicast ones.</summary>
    public static uint Public(SeededChance chance)
    {
        while (true)
        {
            var address = (uint)(chance.NextUInt64() >> 32);
            if (IsPublic(address)) return address;
        }
    }

    /// <summary>Whether an address lies outside every network that holds private, reserved or multicast ones.</summary>
    public static bool IsPublic(uint address) => address >> 24 is not (0 or 10 or 100 or 127 or 169 or 172 or 192 or 198 or 203 or >= 224);

    public static string Text(uint address) => $"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}";
}
