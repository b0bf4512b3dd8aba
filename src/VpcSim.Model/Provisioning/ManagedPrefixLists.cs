using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Endpoints;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// AWS's own prefix lists of S3 and DynamoDB, made from its published ranges where a gateway endpoint, a rule or a route needs them.
/// (VPC guide, "AWS-managed prefix lists"; AWS PrivateLink guide, "Gateway endpoints")
/// </summary>
internal static class ManagedPrefixLists
{
    private const string IPv6Infix = "ipv6.";

    private static readonly ImmutableArray<(string Suffix, string Service)> _services = [("s3", "S3"), ("dynamodb", "DYNAMODB")];

    public static void Apply(Draft draft)
    {
        FillEmpty(draft);
        foreach (VpcEndpoint endpoint in draft.AsWritten.VpcEndpoints)
        {
            if (endpoint.Type != EndpointType.Gateway || draft.Vpcs.Find(endpoint.VpcId) is not { } vpc) continue;
            foreach ((string name, string service, bool ipv4) in ListsOf(endpoint, vpc.Region))
                Need(draft, name, service, vpc.Region, ipv4);
        }
        foreach (SecurityGroup group in draft.AsWritten.SecurityGroups)
        {
            foreach (SecurityGroupRule rule in group.Ingress) Resolve(draft, rule.PrefixListId, group.VpcId);
            foreach (SecurityGroupRule rule in group.Egress) Resolve(draft, rule.PrefixListId, group.VpcId);
        }
        foreach (RouteTable table in draft.AsWritten.RouteTables)
            foreach (Route route in table.Routes) Resolve(draft, route.DestinationPrefixListId, table.VpcId);
    }

    /// <summary>The lists whose routes a gateway endpoint adds: IPv4, IPv6 or both, as its address type says.</summary>
    public static ImmutableArray<PrefixList> Of(Draft draft, VpcEndpoint endpoint, string region)
    {
        var lists = ImmutableArray.CreateBuilder<PrefixList>();
        foreach ((string name, _, _) in ListsOf(endpoint, region))
            if (FindByName(draft, name) is { } list) lists.Add(list);
        return lists.ToImmutable();
    }

    /// <summary>The published code of a gateway endpoint's service, <c>S3</c> or <c>DYNAMODB</c>; null where no gateway endpoint serves it.</summary>
    public static string? ServiceOf(string serviceName, string region)
    {
        foreach ((string suffix, string service) in _services)
            if (serviceName == NameOf(suffix, region, ipv4: true)) return service;
        return null;
    }

    private static IEnumerable<(string Name, string Service, bool IPv4)> ListsOf(VpcEndpoint endpoint, string region)
    {
        foreach ((string suffix, string service) in _services)
        {
            if (endpoint.ServiceName != NameOf(suffix, region, ipv4: true)) continue;
            if (endpoint.AddressType != EndpointAddressType.Ipv6) yield return (NameOf(suffix, region, ipv4: true), service, true);
            if (endpoint.AddressType != EndpointAddressType.Ipv4) yield return (NameOf(suffix, region, ipv4: false), service, false);
        }
    }

    private static string NameOf(string suffix, string region, bool ipv4) => $"com.amazonaws.{region}.{(ipv4 ? "" : IPv6Infix)}{suffix}";

    private static void Resolve(Draft draft, string? id, string vpcId)
    {
        if (id is null || draft.PrefixLists.Find(id) is not null || draft.Vpcs.Find(vpcId) is not { } vpc) return;
        foreach ((string suffix, string service) in _services)
        {
            foreach (bool ipv4 in (ReadOnlySpan<bool>)[true, false])
            {
                string name = NameOf(suffix, vpc.Region, ipv4);
                if (ManagedPrefixListIds.Of(name, vpc.Region) == id) Need(draft, name, service, vpc.Region, ipv4);
            }
        }
    }

    private static void Need(Draft draft, string name, string service, string region, bool ipv4)
    {
        if (FindByName(draft, name) is not null) return;
        string id = ManagedPrefixListIds.Of(name, region);
        if (draft.PrefixLists.Find(id) is not null) id = Naming.AwsIds.DeriveShort("pl", "AWS", region, name);
        draft.PrefixLists.Add(new PrefixList
        {
            Name = name,
            Id = id,
            PrefixListName = name,
            IsIPv4 = ipv4,
            MaxEntries = 1,
            Entries = draft.Options.IpRanges.Prefixes(service, region, ipv4),
            AwsManaged = true,
        });
    }

    // describe-managed-prefix-lists names a list and leaves its entries to another call.
    private static void FillEmpty(Draft draft)
    {
        for (int i = 0; i < draft.PrefixLists.Count; i++)
        {
            PrefixList list = draft.PrefixLists[i];
            if (!list.Entries.IsEmpty || !list.AwsManaged) continue;
            foreach (Vpc vpc in draft.AsWritten.Vpcs)
            {
                ImmutableArray<Cidr> entries = EntriesOf(draft, list.PrefixListName, vpc.Region);
                if (entries.IsEmpty) continue;
                draft.PrefixLists[i] = list with { Entries = entries };
                break;
            }
        }
    }

    private static ImmutableArray<Cidr> EntriesOf(Draft draft, string name, string region)
    {
        foreach ((string suffix, string service) in _services)
            foreach (bool ipv4 in (ReadOnlySpan<bool>)[true, false])
                if (name == NameOf(suffix, region, ipv4)) return draft.Options.IpRanges.Prefixes(service, region, ipv4);
        return [];
    }

    private static PrefixList? FindByName(Draft draft, string name)
    {
        foreach (PrefixList list in draft.PrefixLists)
            if (list.PrefixListName == name) return list;
        return null;
    }
}
