namespace VpcSim.DataPath;

/// <summary>The kinds of place at which packets enter.</summary>
public enum EntryKind : byte
{
    Interface,
    Internet,
    VpnGateway,
    GatewayEndpoint,
    OtherNetwork,
    TransitAttachment,
}
