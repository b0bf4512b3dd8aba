namespace VpcSim.Scenarios.Actions;

/// <summary>Asks an NTP server for the time (RFC 5905).</summary>
/// <param name="From">The host.</param>
public sealed record Time(string From) : HostAction(From)
{
    /// <summary>A host's name or an address; null for the Amazon Time Sync Service, 169.254.169.123.</summary>
    public string? Server { get; init; }
}
