using VpcSim.Model.Gateways;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::VPCPeeringConnection</c>.</summary>
/// <remarks>
/// CloudFormation accepts a connection within one account and region by itself; one to another account or region takes a role or
/// somebody there, and counts as accepted too. (CloudFormation guide, "AWS::EC2::VPCPeeringConnection")
/// </remarks>
internal static class PeeringResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::VPCPeeringConnection", "pcx", Read, "VpcId PeerVpcId PeerOwnerId PeerRegion PeerRoleArn Tags", simulator: "Accepted");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("VpcId", "vpc", out string? vpcId) & r.TryText("PeerVpcId", out string? peerVpcId))) return;
        string? region = r.Text("PeerRegion"), account = r.Text("PeerOwnerId");
        bool accepted = r.Simulator.Boolean("Accepted") ?? true;
        if (r.IsLeftOut) return;
        if (!draft.Vpcs.ContainsKey(peerVpcId!))
        {
            r.Finding("outside-design", $"the peer VPC {peerVpcId} is not part of this {r.Noun}: the connection leads to a VPC of which nothing is known", r.PlaceOf("PeerVpcId"));
        }
        if (accepted && ((region is not null && region != r.Deployment.Region) || (account is not null && account != r.Deployment.AccountId)))
        {
            r.Finding("assumed", $"{r.Name} goes to another region or account and is assumed to be accepted there", r.Place);
        }
        draft.PeeringConnections.Add(new PeeringConnection
        {
            Name = r.Name,
            Id = r.Id,
            RequesterVpcId = vpcId!,
            AccepterVpcId = peerVpcId!,
            AccepterRegion = region,
            AccepterAccountId = account,
            IsActive = accepted,
        });
    }
}
