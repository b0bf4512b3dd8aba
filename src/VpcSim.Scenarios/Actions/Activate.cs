namespace VpcSim.Scenarios.Actions;

/// <summary>Asks a key management service to activate Windows, over TCP 1688.</summary>
/// <param name="From">The host.</param>
public sealed record Activate(string From) : HostAction(From)
{
    /// <summary>A host's name or an address; null for Amazon's KMS server, 169.254.169.250.</summary>
    public string? Server { get; init; }
}
