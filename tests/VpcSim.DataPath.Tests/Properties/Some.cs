using CsCheck;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>Generators that several properties share.</summary>
internal static class Some
{
    /// <summary>One of the given values, each equally likely.</summary>
    public static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    /// <summary>Few enough that packets meet each other.</summary>
    public static Gen<string> Address { get; } = Gen.Int[1, 6].Select(host => $"10.0.{host % 3}.{host}");

    /// <summary>A block of IPv4 within or around the addresses that tests use, or everything.</summary>
    public static Gen<string> Block { get; } =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 6], Of(0, 8, 16, 22, 24, 30, 32), (third, host, length) => $"10.0.{third}.{host}/{length}");
}
