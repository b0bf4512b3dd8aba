using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>Two VPCs peer once, and only without a common address. (VPC peering guide, "VPC peering limitations")</summary>
internal static class PeeringChecks
{
    public static void Check(Draft draft)
    {
        var pairs = new HashSet<(string, string)>();
        var active = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (PeeringConnection peering in draft.Peerings)
        {
            (string first, string second) = string.CompareOrdinal(peering.RequesterVpcId, peering.AccepterVpcId) <= 0
                ? (peering.RequesterVpcId, peering.AccepterVpcId)
                : (peering.AccepterVpcId, peering.RequesterVpcId);
            if (!pairs.Add((first, second)))
                draft.Refuse("VpcPeeringConnectionAlreadyExists", "A VPC peering connection between the two VPCs exists already.",
                    peering.Name);
            Vpc? requester = draft.Vpcs.Find(peering.RequesterVpcId);
            Vpc? accepter = draft.Vpcs.Find(peering.AccepterVpcId);
            if (requester is not null && accepter is not null) CheckOverlap(draft, peering, requester, accepter);
            if (!peering.IsActive)
            {
                draft.Findings.Add(new Finding("peering-pending", $"The connection {peering.Name} is not accepted: routes to it are blackholes, and AWS lets the "
                    + "request expire 7 days after it was made.", peering.Name));
                continue;
            }
            Count(active, draft, peering, peering.RequesterVpcId);
            Count(active, draft, peering, peering.AccepterVpcId);
        }
        int limit = draft.Quotas[QuotaNames.PeeringConnectionsPerVpc];
        foreach (Vpc vpc in draft.Vpcs)
            if (active.TryGetValue(vpc.Id, out int count) && count <= limit) draft.NoteUse(QuotaNames.PeeringConnectionsPerVpc, count, limit, vpc.Name);
    }

    // AWS makes the connection and its status becomes "failed" (EC2 API, VpcPeeringConnectionStateReason).
    private static void CheckOverlap(Draft draft, PeeringConnection peering, Vpc requester, Vpc accepter)
    {
        foreach (Cidr left in requester.AllCidrBlocks)
        {
            foreach (Cidr right in accepter.AllCidrBlocks)
            {
                if (!left.Overlaps(right)) continue;
                draft.Refuse("failed", $"The VPC peering connection fails due to an overlapping CIDR range: {left} of {requester.Name} and "
                    + $"{right} of {accepter.Name}.", peering.Name);
                return;
            }
        }
    }

    private static void Count(Dictionary<string, int> active, Draft draft, PeeringConnection peering, string vpcId)
    {
        if (draft.Vpcs.Find(vpcId) is not { } vpc) return;
        int count = active[vpcId] = active.GetValueOrDefault(vpcId) + 1;
        if (count == draft.Quotas[QuotaNames.PeeringConnectionsPerVpc] + 1)
        {
            draft.RefuseQuota(QuotaNames.PeeringConnectionsPerVpc, count,
                $"The VPC {vpc.Name} has too many active peering connections", peering.Name);
        }
    }
}
