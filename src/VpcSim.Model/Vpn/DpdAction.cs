namespace VpcSim.Model.Vpn;

/// <summary>What AWS does when the far end of a tunnel does not answer any more. (EC2 API, VpnTunnelOptionsSpecification)</summary>
public enum DpdAction
{
    /// <summary>It ends the session and clears the routes.</summary>
    Clear,

    /// <summary>Nothing: the tunnel counts as up.</summary>
    None,

    /// <summary>It starts the session anew.</summary>
    Restart,
}
