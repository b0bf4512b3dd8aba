namespace VpcSim.Scenarios.Replay;

/// <summary>Whether what was captured is sent regardless.</summary>
public enum ReplayMode
{
    /// <summary>A host sends only what it could have sent in this network: no answer to a request that never arrived.</summary>
    Causal,

    /// <summary>Every captured packet is sent as it stands.</summary>
    Open,
}
