using VpcSim.Model.Addressing;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>A VPC is attached to a transit gateway once, in one subnet of each zone. (EC2 API, CreateTransitGatewayVpcAttachment)</summary>
internal static class TransitGatewayChecks
{
    private static readonly Cidr _linkLocal = Cidr.Parse("169.254.0.0/16");

    public static void Check(Draft draft)
    {
        foreach (TransitGateway gateway in draft.TransitGateways) CheckBlocks(draft, gateway);
        var vpcs = new HashSet<(string, string)>();
        foreach (TransitGatewayAttachment attachment in draft.TransitAttachments)
        {
            TransitGateway? gateway = draft.TransitGateways.Find(attachment.TransitGatewayId);
            if (gateway is null)
                draft.RefuseMissing("InvalidTransitGatewayID.NotFound", $"Transit Gateway {attachment.TransitGatewayId} was deleted or does not exist.", attachment.Name);
            if (attachment.Kind == TransitAttachmentKind.Vpc) CheckVpc(draft, gateway, attachment, vpcs);
        }
    }

    // EC2 API, TransitGatewayRequestOptions: a /24 or larger for IPv4, a /64 or larger for IPv6, and not of 169.254.0.0/16
    private static void CheckBlocks(Draft draft, TransitGateway gateway)
    {
        foreach (Cidr block in gateway.CidrBlocks)
        {
            if (block.PrefixLength > (block.IsIPv4 ? 24 : 64) || block.Overlaps(_linkLocal))
                draft.Refuse("InvalidParameterValue", $"The block {block} is no block of a transit gateway: a /24 or larger for IPv4, a /64 or larger for IPv6, "
                    + $"outside {_linkLocal}.", gateway.Name);
        }
    }

    private static void CheckVpc(Draft draft, TransitGateway? gateway, TransitGatewayAttachment attachment, HashSet<(string, string)> vpcs)
    {
        if (!vpcs.Add((attachment.TransitGatewayId, attachment.ResourceId)))
            draft.Refuse("DuplicateTransitGatewayAttachment",
                $"{attachment.TransitGatewayId} has non-deleted Transit Gateway Attachments with same VPC ID; name all subnets in one attachment.", attachment.Name);
        Vpc? vpc = draft.Vpcs.Find(attachment.ResourceId);
        if (vpc is null)
            draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{attachment.ResourceId}' does not exist.", attachment.Name);
        else if (gateway is not null && vpc.Region != gateway.Region)
            draft.Refuse("InvalidVpcID.NotFound", $"The VPC {vpc.Name} is of {vpc.Region}, the transit gateway {gateway.Name} of {gateway.Region}; "
                + "attach it to a gateway of its own region and peer the gateways.", attachment.Name);
        if (attachment.SubnetIds.IsEmpty)
            draft.Refuse("MissingParameter", "The request must contain the parameter SubnetIds: one subnet of each zone to be served.", attachment.Name);
        var zones = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in attachment.SubnetIds) CheckSubnet(draft, vpc, attachment, id, zones);
    }

    private static void CheckSubnet(Draft draft, Vpc? vpc, TransitGatewayAttachment attachment, string id, HashSet<string> zones)
    {
        if (draft.Subnets.Find(id) is not Subnet subnet)
        {
            draft.RefuseMissing("InvalidSubnetID.NotFound", $"The subnet ID '{id}' does not exist.", attachment.Name);
            return;
        }
        if (vpc is not null && subnet.VpcId != vpc.Id)
            draft.Refuse("InvalidSubnetID.NotFound", $"The subnet {subnet.Name} is not of the VPC {vpc.Name}.", attachment.Name);
        else if (!zones.Add(subnet.AvailabilityZone))
            draft.Refuse("DuplicateSubnetsInSameZone", $"Duplicate Subnets for same AZ: {subnet.Name} is a second one in {subnet.AvailabilityZone}.", attachment.Name);
        if (attachment.Ipv6Support && subnet.Ipv6CidrBlock is null)
            draft.Refuse("InvalidParameterValue", $"The attachment supports IPv6 and its subnet {subnet.Name} has no IPv6 block.", attachment.Name);
    }
}
