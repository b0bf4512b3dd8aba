using System.Diagnostics.CodeAnalysis;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Import.CloudFormation;

/// <content>Resources that AWS makes by itself and a template may still change, such as rules for <c>VPC.DefaultSecurityGroup</c>: they are taken
/// from the earlier pass and written down as if the template had made them.</content>
internal sealed partial class DesignDraft
{
    public bool TrySecurityGroup(ResourceReader r, string id, [NotNullWhen(true)] out SecurityGroupDraft? draft)
    {
        if (SecurityGroups.TryGetValue(id, out draft)) return true;
        SecurityGroup? implied = r.Drawn.Provisioned?.SecurityGroups.FirstOrDefault(g => g.Id == id);
        if (implied is null || !Vpcs.TryGetValue(implied.VpcId, out Model.Vpcs.Vpc? vpc)) return false;
        draft = new SecurityGroupDraft(implied with { Ingress = [], Egress = [] }, opensEgress: false);
        draft.Ingress.AddRange(implied.Ingress);
        draft.Egress.AddRange(implied.Egress);
        SecurityGroups.Add(id, draft);
        if (implied.GroupName == "default") Vpcs[vpc.Id] = vpc with { DefaultSecurityGroupId = id };
        return true;
    }

    public bool TryNetworkAcl(ResourceReader r, string id, [NotNullWhen(true)] out NetworkAclDraft? draft)
    {
        if (NetworkAcls.TryGetValue(id, out draft)) return true;
        NetworkAcl? implied = r.Drawn.Provisioned?.NetworkAcls.FirstOrDefault(a => a.Id == id);
        if (implied is null || !Vpcs.TryGetValue(implied.VpcId, out Model.Vpcs.Vpc? vpc)) return false;
        draft = new NetworkAclDraft(implied with { Entries = [] }, [.. implied.Entries]);
        NetworkAcls.Add(id, draft);
        Vpcs[vpc.Id] = vpc with { DefaultNetworkAclId = id };
        return true;
    }

    public bool TryRouteTable(ResourceReader r, string id, [NotNullWhen(true)] out RouteTableDraft? draft)
    {
        if (RouteTables.TryGetValue(id, out draft)) return true;
        RouteTable? implied = r.Drawn.Provisioned?.RouteTables.FirstOrDefault(t => t.Id == id);
        if (implied is null || !Vpcs.TryGetValue(implied.VpcId, out Model.Vpcs.Vpc? vpc)) return false;
        draft = new RouteTableDraft(implied with { Routes = [], PropagatingGatewayIds = [] }, [], []);
        RouteTables.Add(id, draft);
        if (implied.IsMain) Vpcs[vpc.Id] = vpc with { MainRouteTableId = id };
        return true;
    }
}
