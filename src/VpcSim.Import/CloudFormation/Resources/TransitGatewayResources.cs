using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Transit;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::TransitGateway</c> and its attachments: <c>TransitGatewayAttachment</c> and <c>TransitGatewayVpcAttachment</c> of VPCs, <c>TransitGatewayPeeringAttachment</c>.</summary>
/// <remarks>A Direct Connect gateway's association is no resource of EC2: the transit gateway's <c>Metadata: VpcSim: DirectConnectGateways:</c> says it.</remarks>
internal static class TransitGatewayResources
{
    private const string OwnDefaults = "DefaultRouteTableAssociation DefaultRouteTablePropagation";

    public static readonly ResourceKind Gateway = new("AWS::EC2::TransitGateway", "tgw", ReadGateway,
        "AmazonSideAsn AssociationDefaultRouteTableId AutoAcceptSharedAttachments DefaultRouteTableAssociation DefaultRouteTablePropagation Description DnsSupport "
        + "PropagationDefaultRouteTableId SecurityGroupReferencingSupport Tags TransitGatewayCidrBlocks VpnEcmpSupport MulticastSupport", "EncryptionSupport",
        simulator: "DirectConnectGateways");

    public static readonly ResourceKind VpcAttachment = new("AWS::EC2::TransitGatewayVpcAttachment", "tgw-attach", ReadVpcAttachment,
        "TransitGatewayId VpcId SubnetIds AddSubnetIds RemoveSubnetIds Options Tags", simulator: OwnDefaults);

    public static readonly ResourceKind Attachment = new("AWS::EC2::TransitGatewayAttachment", "tgw-attach", ReadVpcAttachment, "TransitGatewayId VpcId SubnetIds Options Tags", simulator: OwnDefaults);

    public static readonly ResourceKind Peering = new("AWS::EC2::TransitGatewayPeeringAttachment", "tgw-attach", ReadPeering,
        "TransitGatewayId PeerTransitGatewayId PeerAccountId PeerRegion Options Tags");

    private static void ReadGateway(ResourceReader r, DesignDraft draft)
    {
        long asn = VpnResources.Asn(r, "AmazonSideAsn") ?? 64512;
        var gateway = new TransitGateway
        {
            Name = r.Name,
            Id = r.Id,
            Region = r.Deployment.Region,
            AccountId = r.Deployment.AccountId,
            AmazonSideAsn = asn,
            DefaultRouteTableAssociation = Enabled(r, "DefaultRouteTableAssociation", byDefault: true),
            DefaultRouteTablePropagation = Enabled(r, "DefaultRouteTablePropagation", byDefault: true),
            AutoAcceptSharedAttachments = Enabled(r, "AutoAcceptSharedAttachments", byDefault: false),
            DnsSupport = Enabled(r, "DnsSupport", byDefault: true),
            VpnEcmpSupport = Enabled(r, "VpnEcmpSupport", byDefault: true),
            SecurityGroupReferencingSupport = Enabled(r, "SecurityGroupReferencingSupport", byDefault: false),
            MulticastSupport = Enabled(r, "MulticastSupport", byDefault: false),
            CidrBlocks = BlocksOf(r, r, "TransitGatewayCidrBlocks"),
            AssociationDefaultRouteTableId = r.Observed.Text("AssociationDefaultRouteTableId"),
            PropagationDefaultRouteTableId = r.Observed.Text("PropagationDefaultRouteTableId"),
        };
        if (r.IsLeftOut) return;
        if (gateway.MulticastSupport) r.Finding("not-modelled", "multicast domains; multicast packets are dropped", r.PlaceOf("MulticastSupport"));
        draft.TransitGateways.Add(gateway);
        foreach (PropertyReader direct in r.Simulator.Mappings("DirectConnectGateways")) ReadDirectConnect(r, direct, draft);
    }

    private static void ReadDirectConnect(ResourceReader r, PropertyReader direct, DesignDraft draft)
    {
        direct.CheckNames("Name", "Prefixes");
        if (!direct.TryText("Name", out string? name)) return;
        if (draft.TransitGatewayAttachments.Any(other => other.TransitGatewayId == r.Id && other.Name == name))
        {
            direct.Invalid("Name", $"{r.Name} has the Direct Connect gateway {name} twice; name each once, with all its Prefixes", "VpcSim.InvalidSetting");
            return;
        }
        draft.TransitGatewayAttachments.Add(new TransitGatewayAttachment
        {
            Name = name,
            Id = r.IdFor("tgw-attach", name),
            TransitGatewayId = r.Id,
            Kind = TransitAttachmentKind.DirectConnectGateway,
            ResourceId = r.IdFor("dxgw", name),
            Prefixes = BlocksOf(r, direct, "Prefixes"),
        });
    }

    private static void ReadVpcAttachment(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("TransitGatewayId", "tgw", out string? gatewayId) & r.TryId("VpcId", "vpc", out string? vpcId))) return;
        ImmutableArray<string> removed = r.Ids("RemoveSubnetIds", "subnet");
        string[] subnets = [.. r.Ids("SubnetIds", "subnet").Concat(r.Ids("AddSubnetIds", "subnet")).Where(id => !removed.Contains(id))];
        PropertyReader? options = r.Mapping("Options");
        options?.RefuseOthers("ApplianceModeSupport", "DnsSupport", "Ipv6Support", "SecurityGroupReferencingSupport");
        var attachment = new TransitGatewayAttachment
        {
            Name = r.Name,
            Id = r.Id,
            TransitGatewayId = gatewayId!,
            Kind = TransitAttachmentKind.Vpc,
            ResourceId = vpcId!,
            SubnetIds = [.. subnets],
            NetworkInterfaceIds = r.Observed.Texts("NetworkInterfaceIds"),
            IsAvailable = r.Observed.Boolean("Available") ?? true,
            ApplianceModeSupport = Enabled(options, "ApplianceModeSupport", byDefault: false),
            DnsSupport = Enabled(options, "DnsSupport", byDefault: true),
            Ipv6Support = Enabled(options, "Ipv6Support", byDefault: false),
            SecurityGroupReferencingSupport = Enabled(options, "SecurityGroupReferencingSupport", byDefault: true),
            DefaultRouteTableAssociation = Enabled(r.Simulator, "DefaultRouteTableAssociation", byDefault: true),
            DefaultRouteTablePropagation = Enabled(r.Simulator, "DefaultRouteTablePropagation", byDefault: true),
        };
        if (!r.IsLeftOut) draft.TransitGatewayAttachments.Add(attachment);
    }

    // A peer of another region or account is accepted by somebody there.
    private static void ReadPeering(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("TransitGatewayId", "tgw", out string? gatewayId) & r.TryText("PeerTransitGatewayId", out string? peerId))) return;
        string? region = r.Text("PeerRegion");
        if (r.IsLeftOut) return;
        if (!draft.TransitGateways.Any(gateway => gateway.Id == peerId))
        {
            r.Finding("outside-design", $"the peer transit gateway {peerId} is not part of this {r.Noun}: what the peering carries leaves the simulated network, and it is assumed "
                + "to be accepted there", r.PlaceOf("PeerTransitGatewayId"));
        }
        draft.TransitGatewayAttachments.Add(new TransitGatewayAttachment
        {
            Name = r.Name,
            Id = r.Id,
            TransitGatewayId = gatewayId!,
            Kind = TransitAttachmentKind.Peering,
            ResourceId = peerId!,
            PeerRegion = region,
        });
    }

    private static bool Enabled(PropertyReader? reader, string property, bool byDefault)
    {
        switch (reader?.Text(property))
        {
            case null:
                return byDefault;
            case "enable":
                return true;
            case "disable":
                return false;
            case { } other:
                reader.Invalid(property, $"Value ({other}) for parameter {property} is invalid. Use enable or disable.");
                return byDefault;
        }
    }

    private static ImmutableArray<Cidr> BlocksOf(ResourceReader r, PropertyReader reader, string property)
    {
        var blocks = ImmutableArray.CreateBuilder<Cidr>();
        foreach (string text in reader.Texts(property))
        {
            if (Cidr.TryParse(text, out Cidr block)) blocks.Add(block);
            else r.Error("InvalidParameterValue", $"Value ({text}) for parameter {property} is invalid. This is not a valid CIDR block.", reader.PlaceOf(property));
        }
        return blocks.DrainToImmutable();
    }
}
