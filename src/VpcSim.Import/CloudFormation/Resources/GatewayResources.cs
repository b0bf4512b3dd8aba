using VpcSim.Import.Documents;
using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Internet gateways, egress-only ones, and <c>AWS::EC2::VPCGatewayAttachment</c>.</summary>
internal static class GatewayResources
{
    public static readonly ResourceKind Internet = new("AWS::EC2::InternetGateway", "igw", ReadInternet, "Tags");

    public static readonly ResourceKind EgressOnly = new("AWS::EC2::EgressOnlyInternetGateway", "eigw", ReadEgressOnly, "VpcId Tags");

    public static readonly ResourceKind Attachment = new("AWS::EC2::VPCGatewayAttachment", "vpcgw", ReadAttachment, "VpcId InternetGatewayId VpnGatewayId");

    private static void ReadInternet(ResourceReader r, DesignDraft draft) =>
        draft.InternetGateways.Add(r.Id, new InternetGateway { Name = r.Name, Id = r.Id });

    private static void ReadEgressOnly(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        draft.EgressOnlyInternetGateways.Add(new EgressOnlyInternetGateway { Name = r.Name, Id = r.Id, VpcId = vpcId });
    }

    /// <summary>Every attachment is written down; whether a gateway or VPC may have it, provisioning judges.</summary>
    private static void ReadAttachment(ResourceReader r, DesignDraft draft)
    {
        string? internetGatewayId = r.OptionalId("InternetGatewayId", "igw"), vpnGatewayId = r.OptionalId("VpnGatewayId", "vgw");
        if (!r.TryId("VpcId", "vpc", out string? vpcId) || r.IsLeftOut) return;
        if (internetGatewayId is null && vpnGatewayId is null)
        {
            Place place = r.Place;
            if (r.Has("InternetGatewayId") || r.Has("VpnGatewayId")) r.LeaveOut("its gateway is unknown", place);
            else r.Error("MissingParameter", "Either 'InternetGatewayId' or 'VpnGatewayId' must be specified; add one", place);
            return;
        }
        if (internetGatewayId is not null) Attach(draft.InternetGateways, internetGatewayId, g => g.VpcId, g => g with { VpcId = vpcId });
        if (vpnGatewayId is not null) Attach(draft.VpnGateways, vpnGatewayId, (VpnGateway g) => g.VpcId, g => g with { VpcId = vpcId });
        if (internetGatewayId is not null) draft.GatewayAttachments.Add(new GatewayAttachment(internetGatewayId, vpcId, r.Name));
        if (vpnGatewayId is not null) draft.GatewayAttachments.Add(new GatewayAttachment(vpnGatewayId, vpcId, r.Name));
    }

    /// <summary>A gateway's own VPC is that of its first attachment.</summary>
    private static void Attach<T>(OrderedDictionary<string, T> gateways, string id, Func<T, string?> vpc, Func<T, T> attached)
    {
        if (vpc(gateways[id]) is null) gateways[id] = attached(gateways[id]);
    }
}
