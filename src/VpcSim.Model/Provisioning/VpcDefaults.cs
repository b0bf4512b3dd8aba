using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Provisioning;

/// <summary>The main route table, default network ACL and default security group that every VPC is born with. (VPC guide, "VPC basics")</summary>
internal static class VpcDefaults
{
    public static void Apply(Draft draft)
    {
        Dictionary<string, string> mainTables = [], defaultAcls = [], defaultGroups = [];
        foreach (RouteTable table in draft.Tables)
            if (table.IsMain) mainTables.TryAdd(table.VpcId, table.Id);
        foreach (NetworkAcl acl in draft.Acls)
            if (acl.IsDefault) defaultAcls.TryAdd(acl.VpcId, acl.Id);
        foreach (SecurityGroup group in draft.Groups)
            if (group.GroupName == "default") defaultGroups.TryAdd(group.VpcId, group.Id);
        for (int i = 0; i < draft.Vpcs.Count; i++)
        {
            Vpc vpc = draft.Vpcs[i];
            draft.Vpcs[i] = vpc with
            {
                MainRouteTableId = MainTable(draft, vpc, mainTables.GetValueOrDefault(vpc.Id)),
                DefaultNetworkAclId = DefaultAcl(draft, vpc, defaultAcls.GetValueOrDefault(vpc.Id)),
                DefaultSecurityGroupId = DefaultGroup(draft, vpc, defaultGroups.GetValueOrDefault(vpc.Id)),
            };
        }
    }

    private static string MainTable(Draft draft, Vpc vpc, string? marked)
    {
        string id = vpc.MainRouteTableId ?? marked ?? Draft.DeriveId("rtb", vpc, $"{vpc.Name}/main-route-table");
        RouteTable? table = draft.Tables.Find(id);
        if (table is null)
            draft.Tables.Add(new RouteTable { Name = $"{vpc.Name}/main-route-table", Id = id, VpcId = vpc.Id, IsMain = true });
        else if (!table.IsMain)
            draft.Tables.Replace(table with { IsMain = true });
        return id;
    }

    private static string DefaultAcl(Draft draft, Vpc vpc, string? marked)
    {
        string id = vpc.DefaultNetworkAclId ?? marked ?? Draft.DeriveId("acl", vpc, $"{vpc.Name}/default-network-acl");
        NetworkAcl? acl = draft.Acls.Find(id);
        if (acl is null)
        {
            draft.Acls.Add(new NetworkAcl
            {
                Name = $"{vpc.Name}/default-network-acl",
                Id = id,
                VpcId = vpc.Id,
                IsDefault = true,
                Entries = DefaultEntries(hasIPv6: !vpc.Ipv6CidrBlocks.IsEmpty),
            });
        }
        else if (!acl.IsDefault)
        {
            draft.Acls.Replace(acl with { IsDefault = true });
        }
        return id;
    }

    // VPC guide, "Default network ACL"
    private static ImmutableArray<NetworkAclEntry> DefaultEntries(bool hasIPv6)
    {
        var entries = ImmutableArray.CreateBuilder<NetworkAclEntry>();
        foreach (bool egress in (ReadOnlySpan<bool>)[false, true])
        {
            entries.Add(AllowAll(100, egress, Cidr.AnyIPv4));
            if (hasIPv6) entries.Add(AllowAll(101, egress, Cidr.AnyIPv6));
        }
        return entries.DrainToImmutable();
    }

    private static NetworkAclEntry AllowAll(int number, bool egress, Cidr block) =>
        new() { RuleNumber = number, Egress = egress, Allow = true, Protocol = IpProtocol.All, CidrBlock = block };

    // VPC guide, "Default security groups for your VPCs"
    private static string DefaultGroup(Draft draft, Vpc vpc, string? marked)
    {
        string id = vpc.DefaultSecurityGroupId ?? marked ?? Draft.DeriveId("sg", vpc, $"{vpc.Name}/default-security-group");
        if (draft.Groups.Find(id) is not null) return id;
        ImmutableArray<SecurityGroupRule> egress = [new SecurityGroupRule { Protocol = IpProtocol.All, Cidr = Cidr.AnyIPv4 }];
        if (!vpc.Ipv6CidrBlocks.IsEmpty) egress = egress.Add(new SecurityGroupRule { Protocol = IpProtocol.All, Cidr = Cidr.AnyIPv6 });
        draft.Groups.Add(new SecurityGroup
        {
            Name = $"{vpc.Name}/default-security-group",
            Id = id,
            VpcId = vpc.Id,
            GroupName = "default",
            Description = "default VPC security group",
            Ingress = [new SecurityGroupRule { Protocol = IpProtocol.All, GroupId = id }],
            Egress = egress,
        });
        return id;
    }
}
