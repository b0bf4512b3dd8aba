using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.TestSupport.Designs;

/// <summary>Changes that an owner makes to a written design while traffic flows; resources go by the names that the builder gave them.</summary>
public static class DesignChanges
{
    /// <summary>Replaces all rules of a group with these, as <see cref="DesignBuilder.Group"/> reads them.</summary>
    public static Design WithGroup(this Design design, string name, params string[] rules)
    {
        SecurityGroup written = new DesignBuilder().Vpc().Group(name, rules).Written.SecurityGroups[0];
        return design with
        {
            SecurityGroups = Replace(design.SecurityGroups, group => group.Id == $"sg-{name}", group => group with { Ingress = written.Ingress, Egress = written.Egress }),
        };
    }

    /// <summary>Replaces all entries of a network ACL with these, as <see cref="DesignBuilder.Acl"/> reads them.</summary>
    public static Design WithAcl(this Design design, string name, params string[] entries)
    {
        NetworkAcl written = new DesignBuilder().Vpc().Acl(name, entries).Written.NetworkAcls[0];
        return design with { NetworkAcls = Replace(design.NetworkAcls, acl => acl.Id == $"acl-{name}", acl => acl with { Entries = written.Entries }) };
    }

    /// <summary>Associates a subnet with another network ACL.</summary>
    public static Design WithSubnetAcl(this Design design, string subnet, string acl) => design with
    {
        Subnets = Replace(design.Subnets, noun => noun.Id == $"subnet-{subnet}", noun => noun with { NetworkAclId = $"acl-{acl}" }),
    };

    /// <summary>Deletes a route of a table by its place among those that were written.</summary>
    public static Design WithoutRoute(this Design design, string table, int place) => design with
    {
        RouteTables = Replace(design.RouteTables, noun => noun.Id == $"rtb-{table}", noun => noun with { Routes = noun.Routes.RemoveAt(place % noun.Routes.Length) }),
    };

    /// <summary>Puts an interface into other groups.</summary>
    public static Design WithGroupsOf(this Design design, string eni, params string[] groups) => design with
    {
        NetworkInterfaces = Replace(
            design.NetworkInterfaces, noun => noun.Id == $"eni-{eni}", noun => noun with { SecurityGroupIds = [.. groups.Select(group => $"sg-{group}")] }),
    };

    private static ImmutableArray<T> Replace<T>(ImmutableArray<T> nouns, Func<T, bool> isIt, Func<T, T> change)
    {
        int place = nouns.IndexOf(nouns.Single(isIt));
        return nouns.SetItem(place, change(nouns[place]));
    }
}
