namespace VpcSim.DataPath.Trace;

/// <summary>The stages of a packet's way, in the order in which a leaving packet climbs them.</summary>
public enum Stage : byte
{
    VpcService,
    SourceDestCheck,
    SecurityGroup,
    NetworkAcl,
    RouteTable,
    Gateway,
    Endpoint,
    Delivery,
}
