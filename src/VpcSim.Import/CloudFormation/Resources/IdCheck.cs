using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Judges whether an id names a resource of the design, and of the right kind.</summary>
internal static class IdCheck
{
    /// <param name="resource">Who names the id.</param>
    /// <param name="id">As written or referred to.</param>
    /// <param name="prefix">Of the kind that is wanted, without the dash.</param>
    /// <param name="place">Where it is named.</param>
    /// <param name="leaveOut">Whether a resource is left out that names one outside the design; else the name alone is dropped.</param>
    public static bool IsInDesign(ResourceReader resource, string id, string prefix, Place place, bool leaveOut = true)
    {
        if (!id.StartsWith(prefix, StringComparison.Ordinal) || id.Length == prefix.Length || id[prefix.Length] != '-')
        {
            if (resource.Evaluator.Template.IsTranslated)
            {
                if (leaveOut) resource.LeaveOut($"'{id}' is no id of AWS's", place, "outside-design");
                else resource.Finding("outside-design", $"'{id}' is no id of AWS's and dropped from the list", place);
                return false;
            }
            resource.Error(NotFoundCode(prefix), $"The {Noun(prefix)} ID '{id}' does not exist; name one by Ref", place);
            return false;
        }
        ResourceDeclaration? named = resource.Catalog.Find(id);
        if (named is null && resource.Drawn.Makes(id)) return true;
        if (named is not null && !resource.Catalog.IsLeftOut(named.Name)) return true;
        if (named is not null && resource.Catalog.IsRefused(named.Name))
        {
            if (leaveOut) resource.Catalog.Refuse(resource.Name);
            return false;
        }
        (string code, string why) = named is null
            ? ("outside-design", $"the {Noun(prefix)} {id} is not part of this {resource.Noun}")
            : ("left-out", $"{named.Name} is not part of the design");
        if (leaveOut) resource.LeaveOut(why, place, code);
        else resource.Finding(code, $"{why} and dropped from the list", place);
        return false;
    }

    private static string Noun(string prefix) => prefix switch
    {
        "vpc" => "vpc",
        "subnet" => "subnet",
        "rtb" => "routeTable",
        "igw" => "internetGateway",
        "sg" => "security group",
        "eni" => "networkInterface",
        "i" => "instance",
        "acl" => "networkAcl",
        "eipalloc" => "allocation",
        "vgw" => "vpnGateway",
        "cgw" => "customerGateway",
        "vpn" => "vpnConnection",
        "dxgw" => "directConnectGateway",
        "dopt" => "dhcpOption",
        "tgw" => "transitGateway",
        "tgw-attach" => "transitGatewayAttachment",
        "tgw-rtb" => "transitGatewayRouteTable",
        "pl" => "prefixList",
        "pcx" => "vpcPeeringConnection",
        _ => prefix,
    };

    /// <summary>AWS's code for an id that does not exist. (EC2 API, "Error codes")</summary>
    private static string NotFoundCode(string prefix) => prefix switch
    {
        "vpc" => "InvalidVpcID.NotFound",
        "subnet" => "InvalidSubnetID.NotFound",
        "rtb" => "InvalidRouteTableID.NotFound",
        "igw" => "InvalidInternetGatewayID.NotFound",
        "eigw" => "InvalidGatewayID.NotFound",
        "sg" => "InvalidGroup.NotFound",
        "eni" => "InvalidNetworkInterfaceID.NotFound",
        "i" => "InvalidInstanceID.NotFound",
        "acl" => "InvalidNetworkAclID.NotFound",
        "eipalloc" => "InvalidAllocationID.NotFound",
        "vgw" => "InvalidVpnGatewayID.NotFound",
        "cgw" => "InvalidCustomerGatewayID.NotFound",
        "vpn" => "InvalidVpnConnectionID.NotFound",
        "dxgw" => "DirectConnectClientException",
        "nat" => "NatGatewayNotFound",
        "dopt" => "InvalidDhcpOptionsID.NotFound",
        "tgw" => "InvalidTransitGatewayID.NotFound",
        "tgw-attach" => "InvalidTransitGatewayAttachmentID.NotFound",
        "tgw-rtb" => "InvalidRouteTableID.NotFound",
        "pl" => "InvalidPrefixListID.NotFound",
        "pcx" => "InvalidVpcPeeringConnectionID.NotFound",
        "vpce" => "InvalidVpcEndpointId.NotFound",
        _ => "InvalidParameterValue",
    };
}
