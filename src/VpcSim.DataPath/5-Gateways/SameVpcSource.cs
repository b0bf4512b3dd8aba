namespace VpcSim.DataPath.Gateways;

/// <summary>From which address a packet arrives that was sent to a public address of its own VPC. AWS documents none.</summary>
public enum SameVpcSource
{
    /// <summary>From the sender's public address, as from the internet.</summary>
    PublicAddress,

    /// <summary>From the sender's private address.</summary>
    PrivateAddress,
}
