namespace VpcSim.Scenarios.Hosts;

/// <summary>What a host's own firewall does with a packet.</summary>
public enum FirewallAction
{
    /// <summary>Lets it pass.</summary>
    Accept,

    /// <summary>Takes it away without a word.</summary>
    Drop,

    /// <summary>Refuses it: the process or the sender learns so at once.</summary>
    Reject,
}
