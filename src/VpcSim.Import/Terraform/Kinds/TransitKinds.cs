using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Transit gateways, their attachments and route tables.</summary>
internal static class TransitKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.TransitGateway.Kinds) kinds.Add(kind, Gateway);
        kinds.Add("aws_ec2_transit_gateway_vpc_attachment", Attachment);
        kinds.Add("aws_ec2_transit_gateway_peering_attachment", (t, r) => VpcKinds.Declare(t, r, "TransitGatewayPeeringAttachment", p => p
            .Id("TransitGatewayId", "transit_gateway_id", Wanted.TransitGateway).Id("PeerTransitGatewayId", "peer_transit_gateway_id", Wanted.TransitGateway)
            .Scalar("PeerAccountId", "peer_account_id").Scalar("PeerRegion", "peer_region")));
        kinds.Add("aws_ec2_transit_gateway_route_table", (t, r) => VpcKinds.Declare(t, r, "TransitGatewayRouteTable", p => p.Id("TransitGatewayId", "transit_gateway_id", Wanted.TransitGateway).Tags()));
        kinds.Add("aws_ec2_transit_gateway_route_table_association", (t, r) => Pair(t, r, "TransitGatewayRouteTableAssociation"));
        kinds.Add("aws_ec2_transit_gateway_route_table_propagation", (t, r) => Pair(t, r, "TransitGatewayRouteTablePropagation"));
        kinds.Add("aws_ec2_transit_gateway_route", (t, r) => VpcKinds.Declare(t, r, "TransitGatewayRoute", p =>
        {
            p.Id("TransitGatewayRouteTableId", "transit_gateway_route_table_id", Wanted.TransitTable).Needed("DestinationCidrBlock", "destination_cidr_block").Scalar("Blackhole", "blackhole");
            if (!Block.Of(r).IsTrue("blackhole")) p.Id("TransitGatewayAttachmentId", "transit_gateway_attachment_id", Wanted.TransitAttachment);
        }));
    }

    private static void Gateway(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "TransitGateway", p => p.Scalar("AmazonSideAsn", "amazon_side_asn")
        .Scalar("AutoAcceptSharedAttachments", "auto_accept_shared_attachments").Scalar("DefaultRouteTableAssociation", "default_route_table_association")
        .Scalar("DefaultRouteTablePropagation", "default_route_table_propagation").Scalar("DnsSupport", "dns_support").Scalar("VpnEcmpSupport", "vpn_ecmp_support")
        .Scalar("MulticastSupport", "multicast_support").Scalar("SecurityGroupReferencingSupport", "security_group_referencing_support")
        .Scalars("TransitGatewayCidrBlocks", "transit_gateway_cidr_blocks").Tags());

    private static void Attachment(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        MappingNode defaults = new(r.Place);
        foreach (string use in (string[])["Association", "Propagation"])
            if (IsOff(t, r, use)) defaults.TryAdd($"DefaultRouteTable{use}", r.Place, new ScalarNode(r.Place, "disable"));
        VpcKinds.Declare(t, r, "TransitGatewayVpcAttachment", p =>
        {
            p.Id("TransitGatewayId", "transit_gateway_id", Wanted.TransitGateway).Id("VpcId", "vpc_id", Wanted.Vpc).Ids("SubnetIds", "subnet_ids", Wanted.Subnet).Tags();
            MappingNode options = new Properties(t, block).Scalar("ApplianceModeSupport", "appliance_mode_support").Scalar("DnsSupport", "dns_support").Scalar("Ipv6Support", "ipv6_support")
                .Scalar("SecurityGroupReferencingSupport", "security_group_referencing_support").Node;
            if (options.Count > 0) p.Set("Options", options);
        }, defaults.Count > 0 ? defaults : null);
    }

    /// <summary>Terraform's provider takes the attachment out of the gateway's default table; one of another account's gateway its accepter does.</summary>
    private static bool IsOff(Translation t, TerraformResource attachment, string use)
    {
        string attribute = $"transit_gateway_default_route_table_{use.ToLowerInvariant()}";
        return Block.Of(attachment).Text(attribute) == "false" || t.Added(attachment, attribute).Count > 0;
    }

    private static void Pair(Translation t, TerraformResource r, string type) => VpcKinds.Declare(t, r, type, p =>
        p.Id("TransitGatewayRouteTableId", "transit_gateway_route_table_id", Wanted.TransitTable).Id("TransitGatewayAttachmentId", "transit_gateway_attachment_id", Wanted.TransitAttachment));
}
