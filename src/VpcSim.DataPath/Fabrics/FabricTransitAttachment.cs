using VpcSim.DataPath.Gateways.Transit;
using VpcSim.Model.Transit;

namespace VpcSim.DataPath.Fabrics;

/// <summary>An attachment of a transit gateway with what the data path asks of it resolved to places; −1 where the design does not hold it.</summary>
internal sealed class FabricTransitAttachment
{
    public required TransitGatewayAttachment Noun { get; init; }

    /// <summary>Its place in the design's list.</summary>
    public required int Index { get; init; }

    public required int Gateway { get; init; }

    /// <summary>The gateway at the other end of a peering.</summary>
    public required int Peer { get; init; }

    public required int Vpc { get; init; }

    /// <summary>The route table that <see cref="Gateway"/> asks for what comes from here.</summary>
    public required int Table { get; init; }

    /// <summary>The route table that <see cref="Peer"/> asks for what comes from here.</summary>
    public required int PeerTable { get; init; }

    /// <summary>The interfaces in ascending order of zone.</summary>
    public required int[] Interfaces { get; init; }

    /// <summary>By zone: its interface there.</summary>
    public required int[] ByZone { get; init; }

    /// <summary>The tunnels or virtual interfaces of the design that lead on premises; null for other attachments.</summary>
    public required TransitReach? Reach { get; init; }

    public bool IsVpc => Noun.Kind == TransitAttachmentKind.Vpc;

    /// <summary>The route table that one of its gateways asks.</summary>
    public int TableAt(int gateway) => gateway == Gateway ? Table : gateway == Peer ? PeerTable : -1;

    /// <summary>The gateway at the other end of a peering, seen from one of its gateways.</summary>
    public int OtherSideOf(int gateway) => gateway == Gateway ? Peer : Gateway;
}
