namespace VpcSim.Wire.Tunnels;

/// <summary>What packets are wrapped in by mirrors, taps and load balancers.</summary>
[Flags]
public enum TunnelKind : byte
{
    None = 0,

    /// <summary>Ethernet in UDP at port 4789 (RFC 7348), as VPC Traffic Mirroring sends.</summary>
    Vxlan = 1,

    /// <summary>Ethernet or IP in UDP at port 6081 (RFC 8926), as Gateway Load Balancers send.</summary>
    Geneve = 2,

    /// <summary>Ethernet or IP in GRE (RFC 2784, RFC 2890).</summary>
    Gre = 4,

    /// <summary>Ethernet (type III: or IP) in GRE behind a header of a switch's mirror session (draft-foschiano-erspan-03).</summary>
    Erspan = 8,

    All = Vxlan | Geneve | Gre | Erspan,
}
