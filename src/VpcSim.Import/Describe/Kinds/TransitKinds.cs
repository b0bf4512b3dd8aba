using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Transit gateways with attachments, route tables and, where they were searched, routes.</summary>
internal static class TransitKinds
{
    public static void Translate(Translation t)
    {
        foreach (Item gateway in t.Set.Of("TransitGateways")) Gateway(t, gateway);
        foreach (Item table in t.Set.Of("TransitGatewayRouteTables")) Table(t, table);
        foreach (Item attachment in t.Set.Of("TransitGatewayVpcAttachments")) VpcAttachment(t, attachment);
        foreach (Item attachment in t.Set.Of("TransitGatewayPeeringAttachments")) Peering(t, attachment);
        foreach (Item attachment in t.Set.Of("TransitGatewayAttachments")) Association(t, attachment);
        NamelessKinds.ReportOthers(t);
    }

    private static void Gateway(Translation t, Item gateway)
    {
        MappingNode options = gateway.Fields.Mapping("Options") ?? new MappingNode(gateway.Place);
        t.Declare(gateway, "TransitGateway", new Built(gateway.Place)
            .Copy(options, "AmazonSideAsn", "AutoAcceptSharedAttachments", "DefaultRouteTableAssociation", "DefaultRouteTablePropagation", "VpnEcmpSupport", "DnsSupport",
                "SecurityGroupReferencingSupport", "MulticastSupport")
            .Set("TransitGatewayCidrBlocks", options.Scalars("TransitGatewayCidrBlocks")).Tags(gateway.Fields),
            observed: new Built(gateway.Place).Copy(options, "AssociationDefaultRouteTableId", "PropagationDefaultRouteTableId"));
    }

    private static void Table(Translation t, Item table)
    {
        t.Declare(table, "TransitGatewayRouteTable", new Built(table.Place).Set("TransitGatewayId", t.Id("TransitGateways", table.Fields.Scalar("TransitGatewayId"))).Tags(table.Fields));
        if (!NamelessKinds.HasRoutes(t, table))
        {
            t.Finding("not-in-output", $"the static routes of {table.Name} are not in the output, and there are taken to be none; aws ec2 search-transit-gateway-routes tells, in a file that has {table.Id} in its name",
                table.Name, table.Place);
        }
        foreach (MappingNode route in NamelessKinds.RoutesOf(t, table).Where(route => route.Text("Type") == "static"))
        {
            ScalarNode? attachment = route.Mappings("TransitGatewayAttachments").FirstOrDefault().Scalar("TransitGatewayAttachmentId");
            bool leadsNowhere = attachment is null || route.Text("State") == "blackhole";
            t.Declare($"{table.Name}/{route.Text("DestinationCidrBlock")}", "TransitGatewayRoute", route.Place,
                new Built(route.Place).Set("TransitGatewayRouteTableId", Translation.Ref(table, route.Place)).Copy(route, "DestinationCidrBlock")
                    .Set("Blackhole", leadsNowhere ? "true" : null).Set("TransitGatewayAttachmentId", (Node?)(leadsNowhere ? null : AttachmentId(t, attachment!))));
        }
    }

    private static void VpcAttachment(Translation t, Item attachment)
    {
        MappingNode fields = attachment.Fields;
        Built options = new(attachment.Place);
        if (fields.Mapping("Options") is { } given) options.Copy(given, "ApplianceModeSupport", "DnsSupport", "Ipv6Support", "SecurityGroupReferencingSupport");
        IEnumerable<Node> interfaces = t.Set.Of("NetworkInterfaces").Where(eni => InterfaceKinds.TransitAttachmentOf(eni) == attachment.Id).Select(eni => Translation.Ref(eni, attachment.Place));
        Built observed = new Built(attachment.Place).Set("NetworkInterfaceIds", interfaces);
        if (attachment.State is not (null or "available" or "modifying"))
        {
            observed.Set("Available", "false");
            t.Finding("not-active", $"{attachment.Name} is {attachment.State}: it carries nothing", attachment.Name, attachment.Place);
        }
        t.Declare(attachment, "TransitGatewayVpcAttachment", new Built(attachment.Place).Set("TransitGatewayId", t.Id("TransitGateways", fields.Scalar("TransitGatewayId")))
            .Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId"))).Set("SubnetIds", t.KnownIds("Subnets", fields.Scalars("SubnetIds"))).Set("Options", options.Node).Tags(fields), observed: observed);
    }

    private static void Peering(Translation t, Item attachment)
    {
        MappingNode? asking = attachment.Fields.Mapping("RequesterTgwInfo"), asked = attachment.Fields.Mapping("AccepterTgwInfo");
        if (attachment.State is not (null or "available" or "modifying"))
        {
            t.Finding("not-active", $"{attachment.Name} is {attachment.State}: it carries nothing", attachment.Name, attachment.Place);
            t.Set.Forget(attachment);
            return;
        }
        if (t.Set.Find("TransitGateways", asking.Text("TransitGatewayId")) is null) (asking, asked) = (asked, asking);
        t.Declare(attachment, "TransitGatewayPeeringAttachment", new Built(attachment.Place).Set("TransitGatewayId", t.Id("TransitGateways", asking.Scalar("TransitGatewayId")))
            .Set("PeerTransitGatewayId", t.Id("TransitGateways", asked.Scalar("TransitGatewayId"))).Set("PeerAccountId", asked.Scalar("OwnerId")).Set("PeerRegion", asked.Scalar("Region")).Tags(attachment.Fields));
    }

    /// <summary>Which table an attachment looks its routes up in.</summary>
    private static void Association(Translation t, Item attachment)
    {
        MappingNode fields = attachment.Fields;
        if (fields.Mapping("Association") is not { } association || association.Text("TransitGatewayRouteTableId") is not { } tableId) return;
        Item? declared = t.Set.Find("TransitGatewayVpcAttachments", attachment.Id) ?? t.Set.Find("TransitGatewayPeeringAttachments", attachment.Id);
        if (declared is null)
        {
            if (fields.Text("ResourceType") is not ("vpc" or "vpn" or "peering" or "tgw-peering"))
                t.Finding("not-modelled", $"the attachment {attachment.Name} of a {fields.Text("ResourceType")}", attachment.Name, attachment.Place);
            return;
        }
        if (t.Set.Find("TransitGatewayRouteTables", tableId) is not { } table) return;
        t.Declare($"{declared.Name}/association", "TransitGatewayRouteTableAssociation", association.Place,
            new Built(association.Place).Set("TransitGatewayAttachmentId", Translation.Ref(declared, association.Place)).Set("TransitGatewayRouteTableId", Translation.Ref(table, association.Place)));
    }

    private static Node AttachmentId(Translation t, ScalarNode id) =>
        (t.Set.Find("TransitGatewayVpcAttachments", id.Text) ?? t.Set.Find("TransitGatewayPeeringAttachments", id.Text)) is { } item ? Translation.Ref(item, id.Place) : id;
}
