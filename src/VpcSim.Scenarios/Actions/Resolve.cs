using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Actions;

/// <summary>Asks the host's DNS server for a name's addresses, as the stub resolver does: 5 seconds, twice. (resolv.conf(5), timeout and attempts)</summary>
/// <param name="From">The host.</param>
/// <param name="Name">The name.</param>
public sealed record Resolve(string From, string Name) : HostAction(From)
{
    /// <summary>Record types by their names, such as <c>AAAA</c>.</summary>
    public static IReadOnlyDictionary<string, ushort> Types => StepShapes.RecordTypes;

    /// <summary>The record type: 1 for A, 28 for AAAA, 12 for PTR, … (RFC 1035 section 3.2.2).</summary>
    public ushort Type { get; init; } = 1;

    /// <summary>The server's address; null for the one that DHCP gave.</summary>
    public string? Server { get; init; }
}
