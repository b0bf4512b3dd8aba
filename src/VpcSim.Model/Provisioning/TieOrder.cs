using System.Collections.Immutable;
using VpcSim.Model.Designs;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// Orders by name what the order of a file must not decide: where AWS leaves several connections equally good, the first of the design is taken, or flows
/// are shared among them in the design's order.
/// </summary>
internal static class TieOrder
{
    public static Design Of(Design written)
    {
        Dictionary<string, string> attachments = [];
        foreach (var attachment in written.TransitGatewayAttachments) attachments.TryAdd(attachment.Id, attachment.Name);
        return written with
        {
            VpnConnections = ByName(written.VpnConnections, connection => connection.Name, connection => connection.Id),
            PrivateVirtualInterfaces = ByName(written.PrivateVirtualInterfaces, link => link.Name, link => link.Id),
            TransitGateways = ByName(written.TransitGateways, gateway => gateway.Name, gateway => gateway.Id),
            VpnGateways = ByName(written.VpnGateways, gateway => gateway.Name, gateway => gateway.Id),
            TransitGatewayPropagations = ByName(
                written.TransitGatewayPropagations, item => attachments.GetValueOrDefault(item.AttachmentId, item.AttachmentId), item => item.RouteTableId),
        };
    }

    // A list that is in order already stays the same one.
    private static ImmutableArray<T> ByName<T>(ImmutableArray<T> list, Func<T, string> nameOf, Func<T, string> idOf)
    {
        ImmutableArray<T> ordered = [.. list.OrderBy(nameOf, StringComparer.Ordinal).ThenBy(idOf, StringComparer.Ordinal)];
        return ordered.AsSpan().SequenceEqual(list.AsSpan()) ? list : ordered;
    }
}
