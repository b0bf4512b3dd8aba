using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Changes;

/// <summary>Attaches an internet or virtual private gateway to a VPC, or detaches it. (EC2 API, AttachInternetGateway, AttachVpnGateway and their opposites)</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="Vpc">The VPC's name.</param>
/// <param name="IsVpn">Whether it is a virtual private gateway.</param>
/// <param name="Attaches">Whether it is attached.</param>
public sealed record GatewayAttachmentChange(string Gateway, string Vpc, bool IsVpn, bool Attaches) : DesignChange
{
    public override string Action => $"{(Attaches ? "attach" : "detach")}-{(IsVpn ? "vpn" : "internet")}-gateway";

    internal override Design Change(Design design, long timeNs)
    {
        Vpc vpc = design.Vpcs[Nouns.Vpc(design, Vpc)];
        return IsVpn ? OfVpn(design, vpc) : OfInternet(design, vpc);
    }

    private Design OfInternet(Design design, Vpc vpc)
    {
        int place = Nouns.InternetGateway(design, Gateway);
        InternetGateway gateway = design.InternetGateways[place];
        string? attached = Require(gateway.Name, gateway.VpcId, vpc, alreadyAttached: "Resource.AlreadyAssociated");
        if (!Attaches) RequireNoPublicAddress(design, vpc);
        return Forget(design, gateway.Id, vpc.Id) with { InternetGateways = design.InternetGateways.SetItem(place, gateway with { VpcId = attached }) };
    }

    private Design OfVpn(Design design, Vpc vpc)
    {
        int place = Nouns.VpnGateway(design, Gateway);
        VpnGateway gateway = design.VpnGateways[place];
        string? attached = Require(gateway.Name, gateway.VpcId, vpc, alreadyAttached: "VpnGatewayAttachmentLimitExceeded");
        Design changed = Forget(design, gateway.Id, vpc.Id) with { VpnGateways = design.VpnGateways.SetItem(place, gateway with { VpcId = attached }) };
        if (Attaches) return changed;
        // Propagation is of a gateway that is attached to the table's VPC, and ends with the attachment.
        return changed with
        {
            RouteTables =
            [
                .. changed.RouteTables.Select(table => table with
                {
                    PropagatingGatewayIds = table.PropagatingGatewayIds.Remove(gateway.Id),
                    GatewayIds = table.GatewayIds.Remove(gateway.Id),
                }),
            ],
        };
    }

    private string? Require(string name, string? present, Vpc vpc, string alreadyAttached)
    {
        if (Attaches && present is not null)
            throw new ChangeRefusedException(alreadyAttached, $"The gateway {name} is attached to a VPC already; detach it first.");
        if (!Attaches && present != vpc.Id)
            throw new ChangeRefusedException("Gateway.NotAttached", $"The gateway {name} is not attached to the VPC {vpc.Name}.");
        return Attaches ? vpc.Id : null;
    }

    // EC2 API, DetachInternetGateway: the VPC must not contain running instances with public IPv4 addresses.
    private static void RequireNoPublicAddress(Design design, Vpc vpc)
    {
        HashSet<string> subnets = [.. design.Subnets.Where(subnet => subnet.VpcId == vpc.Id).Select(static subnet => subnet.Id)];
        string[] holders =
        [
            .. design.NetworkInterfaces
                .Where(networkInterface => subnets.Contains(networkInterface.SubnetId) && networkInterface.PrivateAddresses.Any(static address => address.PublicAddress is not null))
                .Select(static networkInterface => networkInterface.Name),
        ];
        if (holders.Length > 0)
            throw new ChangeRefusedException("DependencyViolation", $"The VPC {vpc.Name} has some mapped public address(es), of {string.Join(", ", holders)}. Unmap them before detaching the gateway.");
    }

    private static Design Forget(Design design, string gatewayId, string vpcId) => design with
    {
        GatewayAttachments = design.GatewayAttachments.RemoveAll(attachment => attachment.GatewayId == gatewayId && attachment.VpcId == vpcId),
    };
}
