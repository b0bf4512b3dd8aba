using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Validation;

/// <summary>A gateway is attached to one VPC, and a VPC has one gateway of a kind. (VPC guide, "Internet gateways"; Site-to-Site VPN guide, "Quotas")</summary>
internal static class GatewayChecks
{
    private const int MostNatAddresses = 8;

    public static void Check(Draft draft)
    {
        CheckAttachments(
            draft,
            AttachmentsOf(draft, draft.AsWritten.InternetGateways.Select(gateway => (gateway.Id, gateway.VpcId, gateway.Name))),
            secondVpc: "Resource.AlreadyAssociated", secondGateway: "InvalidParameterValue", kind: "internet gateway");
        CheckAttachments(
            draft,
            AttachmentsOf(draft, draft.AsWritten.VpnGateways.Select(gateway => (gateway.Id, gateway.VpcId, gateway.Name))),
            secondVpc: "VpnGatewayAttachmentLimitExceeded", secondGateway: "InvalidVpcState", kind: "virtual private gateway");
        CheckEgressOnly(draft);
        CheckNatGateways(draft);
        CheckPropagation(draft);
    }

    private static List<GatewayAttachment> AttachmentsOf(Draft draft, IEnumerable<(string Id, string? VpcId, string Name)> gateways)
    {
        var attachments = new List<GatewayAttachment>();
        foreach ((string id, string? vpcId, string name) in gateways)
        {
            bool written = false;
            foreach (GatewayAttachment attachment in draft.AsWritten.GatewayAttachments)
            {
                if (attachment.GatewayId != id) continue;
                attachments.Add(attachment);
                written |= attachment.VpcId == vpcId;
            }
            if (vpcId is not null && !written) attachments.Add(new GatewayAttachment(id, vpcId, name));
        }
        return attachments;
    }

    private static void CheckAttachments(Draft draft, List<GatewayAttachment> attachments, string secondVpc, string secondGateway, string kind)
    {
        var vpcOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var gatewayOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (GatewayAttachment attachment in attachments)
        {
            if (draft.Vpcs.Find(attachment.VpcId) is not { } vpc)
            {
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{attachment.VpcId}' does not exist.", attachment.Name);
                continue;
            }
            string attachedTo = vpcOf.TryAdd(attachment.GatewayId, attachment.VpcId) ? attachment.VpcId : vpcOf[attachment.GatewayId];
            if (attachedTo != attachment.VpcId)
            {
                draft.Refuse(secondVpc, $"The {kind} is attached to {NameOf(draft, attachedTo)} already and cannot be attached to {vpc.Name} "
                    + "too: one VPC at a time.", attachment.Name);
                continue;
            }
            string present = gatewayOf.TryAdd(attachment.VpcId, attachment.GatewayId) ? attachment.GatewayId : gatewayOf[attachment.VpcId];
            if (present != attachment.GatewayId)
                draft.Refuse(secondGateway, $"The VPC {vpc.Name} already has the {kind} {present} attached: one for each VPC.",
                    attachment.Name);
        }
    }

    private static void CheckEgressOnly(Draft draft)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (EgressOnlyInternetGateway gateway in draft.EgressOnlyGateways)
        {
            if (draft.Vpcs.Find(gateway.VpcId) is null)
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{gateway.VpcId}' does not exist.", gateway.Name);
            else if (!present.Add(gateway.VpcId))
                draft.Refuse("InvalidParameterValue",
                    $"The VPC {NameOf(draft, gateway.VpcId)} already has an egress-only internet gateway.", gateway.Name);
        }
    }

    private static void CheckNatGateways(Draft draft)
    {
        var withInternet = new HashSet<string>(StringComparer.Ordinal);
        foreach (InternetGateway gateway in draft.InternetGateways)
            if (gateway.VpcId is { } vpcId) withInternet.Add(vpcId);
        foreach (NatGateway gateway in draft.NatGateways)
        {
            if (gateway.IsPublic && draft.VpcOf(gateway) is { } own && !withInternet.Contains(own.Id))
            {
                draft.Findings.Add(new Finding("internet-gateway-missing",
                    $"The VPC {own.Name} has no internet gateway attached: AWS lets the public NAT gateway fail (Gateway.NotAttached).", gateway.Name));
            }
            if (gateway.IsRegional)
            {
                RegionalNatChecks.Check(draft, gateway);
                continue;
            }
            if (draft.VpcOf(gateway.SubnetId) is null)
            {
                draft.RefuseMissing("InvalidSubnetID.NotFound", $"The subnet ID '{gateway.SubnetId}' does not exist.", gateway.Name);
                continue;
            }
            if (gateway.IsPublic && gateway.AllocationIds.IsEmpty)
                draft.Refuse("MissingParameter", "The request must include the AllocationId parameter: a public NAT gateway needs an Elastic IP.",
                    gateway.Name);
            if (!gateway.IsPublic && !gateway.AllocationIds.IsEmpty)
                draft.Refuse("InvalidParameter", "A private NAT gateway takes no Elastic IP; leave AllocationId out.", gateway.Name);
            CheckSecondaryAddresses(draft, gateway);
        }
    }

    // VPC guide, "NAT gateway basics": up to 8 addresses; those of a public gateway are Elastic IPs.
    private static void CheckSecondaryAddresses(Draft draft, NatGateway gateway)
    {
        int pinned = gateway.SecondaryPrivateIpAddresses.Length, drawn = gateway.SecondaryPrivateAddressCount;
        if (pinned > 0 && drawn > 0)
            draft.Refuse("InvalidParameterCombination",
                "SecondaryPrivateIpAddresses and SecondaryPrivateIpAddressCount exclude each other; keep one.", gateway.Name);
        if (gateway.IsPublic && drawn > 0)
            draft.Refuse("InvalidParameter", "SecondaryPrivateIpAddressCount is for private NAT gateways; give a public one SecondaryAllocationIds.", gateway.Name);
        if (gateway.IsPublic && !gateway.AllocationIds.IsEmpty && pinned >= gateway.AllocationIds.Length)
            draft.Refuse("InvalidParameter", "Each secondary address of a public NAT gateway needs an Elastic IP; add one to SecondaryAllocationIds.", gateway.Name);
        if (!gateway.IsPublic && 1 + pinned + drawn > MostNatAddresses)
            draft.Refuse("InvalidParameterValue", $"A NAT gateway has up to {MostNatAddresses} addresses; this one has {1 + pinned + drawn}.", gateway.Name);
    }

    private static void CheckPropagation(Draft draft)
    {
        foreach (RouteTable table in draft.Tables)
        {
            foreach (string id in table.PropagatingGatewayIds)
            {
                VpnGateway? gateway = draft.VpnGateways.Find(id);
                if (gateway is null)
                    draft.RefuseMissing("InvalidVpnGatewayID.NotFound", $"The vpnGateway ID '{id}' does not exist.", table.Name);
                else if (gateway.VpcId != table.VpcId)
                    draft.Refuse("Gateway.NotAttached",
                        $"The virtual private gateway {gateway.Name} is not attached to the route table's VPC; attach it first.", table.Name);
            }
        }
        foreach (VpnConnection connection in draft.AsWritten.VpnConnections)
        {
            if (connection.VpnGatewayId is { } id && draft.VpnGateways.Find(id) is null)
                draft.RefuseMissing("InvalidVpnGatewayID.NotFound", $"The vpnGateway ID '{id}' does not exist.", connection.Name);
            if (connection.StaticRoutesOnly)
                draft.Limit(QuotaNames.StaticRoutesPerVpnConnection, connection.Routes.Length,
                    "The connection has too many static routes", connection.Name);
        }
    }

    private static string NameOf(Draft draft, string vpcId) => draft.Vpcs.Find(vpcId) is Vpc vpc ? vpc.Name : vpcId;
}
