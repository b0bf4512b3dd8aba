using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Provisioning;

/// <summary>A gateway that only an attachment places in a VPC is attached there; the first attachment as written holds.</summary>
internal static class GatewayAttachmentDefaults
{
    public static void Apply(Draft draft)
    {
        foreach (GatewayAttachment attachment in draft.AsWritten.GatewayAttachments)
        {
            if (draft.InternetGateways.Find(attachment.GatewayId) is InternetGateway { VpcId: null } internet)
                draft.InternetGateways.Replace(internet with { VpcId = attachment.VpcId });
            if (draft.VpnGateways.Find(attachment.GatewayId) is VpnGateway { VpcId: null } vpn)
                draft.VpnGateways.Replace(vpn with { VpcId = attachment.VpcId });
        }
    }
}
