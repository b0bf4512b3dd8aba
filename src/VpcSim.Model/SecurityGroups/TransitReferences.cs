using VpcSim.Model.Transit;

namespace VpcSim.Model.SecurityGroups;

/// <summary>Which VPCs' groups a VPC's inbound rules may name over a transit gateway: the gateway and both attachments must support it. (Transit Gateway guide, "VPC attachments")</summary>
public sealed class TransitReferences
{
    private readonly HashSet<(string, string)> _joined = [];

    /// <param name="attachments">The design's attachments.</param>
    /// <param name="find">A transit gateway of the design by its id; null where the design does not hold it.</param>
    public TransitReferences(IEnumerable<TransitGatewayAttachment> attachments, Func<string, TransitGateway?> find)
    {
        TransitGatewayAttachment[] supporting = [.. attachments.Where(attachment => Supports(attachment, find))];
        foreach (TransitGatewayAttachment near in supporting)
        {
            foreach (TransitGatewayAttachment far in supporting)
                if (far.TransitGatewayId == near.TransitGatewayId) _joined.Add((near.ResourceId, far.ResourceId));
        }
    }

    /// <summary>Whether an inbound rule of one VPC's group may name a group of the other.</summary>
    public bool AreJoined(string vpc, string other) => _joined.Contains((vpc, other));

    private static bool Supports(TransitGatewayAttachment attachment, Func<string, TransitGateway?> find) =>
        attachment is { Kind: TransitAttachmentKind.Vpc, IsAvailable: true, SecurityGroupReferencingSupport: true }
        && find(attachment.TransitGatewayId) is { SecurityGroupReferencingSupport: true };
}
