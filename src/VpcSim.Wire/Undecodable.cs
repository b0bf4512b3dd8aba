namespace VpcSim.Wire;

/// <summary>Why a frame could not be decoded.</summary>
public enum Undecodable : byte
{
    /// <summary>It was decoded, or carries no IP.</summary>
    None,

    /// <summary>The capture's link type is not one that VpcSim reads.</summary>
    LinkTypeNotRead,

    /// <summary>The frame ends within the link header.</summary>
    LinkHeaderCut,

    /// <summary>The frame ends within the IP header or its extension headers.</summary>
    IpHeaderCut,

    /// <summary>The IP header contradicts itself: version, header length or total length.</summary>
    IpHeaderInvalid,

    /// <summary>The capture ends within the transport header, of which the packet on the wire had more.</summary>
    TransportHeaderCut,

    /// <summary>
    /// The transport header contradicts itself or its packet: no room for it in the IP length, a TCP data offset below 5 or beyond the
    /// packet, a UDP length of 1 to 7.
    /// </summary>
    TransportHeaderInvalid,
}
