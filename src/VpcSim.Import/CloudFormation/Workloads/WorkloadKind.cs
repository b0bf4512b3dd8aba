using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Makes a kind of resource of what it asks of the network: the interfaces of every workload are made here.</summary>
internal static class WorkloadKind
{
    /// <summary>What <c>Metadata: VpcSim:</c> of a workload may say: addresses that its interfaces have, each the next one of those whose subnet holds it.</summary>
    public const string Pins = "PrivateIpAddresses";

    /// <param name="type">Such as <c>AWS::EFS::MountTarget</c>.</param>
    /// <param name="idPrefix">What its ids begin with.</param>
    /// <param name="properties">Those that are read, and those whose names are near to them.</param>
    /// <param name="place">What it asks for; null where it is not in a VPC.</param>
    /// <param name="notModelled">Properties that would change packets and are not modelled.</param>
    public static ResourceKind Of(string type, string idPrefix, string properties, Func<ResourceReader, DesignDraft, Placement?> place, string notModelled = "") =>
        new(type, idPrefix, (r, draft) =>
        {
            if (place(r, draft) is { } placement && !r.IsLeftOut) Make(r, draft, placement);
        }, properties, notModelled, Pins, othersChangeNothing: true);

    /// <summary>Makes the interfaces and writes the workload down; null where it is left out, which is told.</summary>
    public static WorkloadDraft? Make(ResourceReader r, DesignDraft draft, Placement placement)
    {
        if (placement.Subnets.IsEmpty)
        {
            r.LeaveOut("none of its subnets is known", r.Place, "outside-design");
            return null;
        }
        WorkloadDraft workload = new(r.Name, r.Reference, r.Type) { Ports = placement.Ports, Hosts = [.. WorkloadHosts.Of(r)] };
        if (r.Observed.Texts("NetworkInterfaceIds") is { IsEmpty: false } existing) Adopt(draft, workload, existing, placement.Ports);
        else if (Interfaces(r, draft, placement) is { } made) Add(r, draft, workload, Pinned(r, draft, made));
        if (r.IsLeftOut) return null;
        draft.Add(workload);
        if (placement.Cluster is { } cluster) cluster.MemberInterfaceIds.AddRange(workload.InterfaceIds);
        return workload;
    }

    /// <summary>The interfaces as the placement has them, in its order; null after an error.</summary>
    private static List<NetworkInterface>? Interfaces(ResourceReader r, DesignDraft draft, Placement placement)
    {
        List<NetworkInterface> made = [];
        if (placement.Parts.IsDefault)
        {
            foreach (string subnetId in placement.Subnets.Distinct(StringComparer.Ordinal)) made.Add(Interface(r, placement, subnetId, draft.Subnets[subnetId].Name, made.Count));
            return made;
        }
        if (Spread.Of(r, draft, placement) is not { } subnets) return null;
        for (int i = 0; i < subnets.Length; i++) made.Add(Interface(r, placement, subnets[i], placement.Parts[i], i));
        return made;
    }

    private static NetworkInterface Interface(ResourceReader r, Placement placement, string subnetId, string part, int index)
    {
        string name = part.Length == 0 ? r.Name : $"{r.Name}/{part}";
        var eni = new NetworkInterface
        {
            Name = name,
            Id = r.IdFor("eni", name),
            SubnetId = subnetId,
            Kind = placement.Kind,
            SecurityGroupIds = placement.Groups,
            Ipv6AddressCount = placement.HasIpv6 ? 1 : 0,
            CreatedByLaunch = placement.IsPublic,
            AssociatePublicIpAddress = placement.IsPublic,
            PrivateAddresses = index < placement.Addresses.Length && placement.Addresses[index] is { } pinned ? [new PrivateAddress(pinned)] : [],
            ListeningPorts = placement.Ports,
        };
        return eni with { Description = placement.Description(eni), Task = placement.Task?.Invoke(eni) };
    }

    /// <summary>Interfaces with the addresses that the metadata pins, where they have none yet.</summary>
    public static List<NetworkInterface> Pinned(ResourceReader r, DesignDraft draft, List<NetworkInterface> interfaces)
    {
        foreach (string text in r.Simulator.Texts(Pins))
        {
            if (!Model.Addressing.IpAddress.TryParse(text, out Model.Addressing.IpAddress address))
            {
                r.Simulator.Invalid(Pins, $"Metadata/VpcSim/{Pins} has {text}, which is no address", "VpcSim.InvalidSetting");
                continue;
            }
            int owner = interfaces.FindIndex(eni => eni.PrivateAddresses.IsEmpty && draft.Subnets[eni.SubnetId].CidrBlock is { } block && block.Contains(address));
            if (owner >= 0) interfaces[owner] = interfaces[owner] with { PrivateAddresses = [new PrivateAddress(address)] };
            else r.Simulator.Invalid(Pins, $"Metadata/VpcSim/{Pins} has {text}, for which {r.Name} has no interface left: {Room(draft, interfaces)}", "VpcSim.InvalidSetting");
        }
        return interfaces;
    }

    private static string Room(DesignDraft draft, List<NetworkInterface> interfaces) => interfaces.Count == 0 ? "it has none" : "it has "
        + string.Join(", ", interfaces.GroupBy(eni => eni.SubnetId, StringComparer.Ordinal).Take(5).Select(group => $"{group.Count()} in {Text(draft.Subnets[group.Key])}"));

    private static string Text(Subnet subnet) => $"{subnet.Name} ({subnet.CidrBlock?.ToString() ?? "IPv6 only"})";

    private static void Add(ResourceReader r, DesignDraft draft, WorkloadDraft workload, List<NetworkInterface> interfaces)
    {
        if (r.IsLeftOut) return;
        foreach (NetworkInterface eni in interfaces)
        {
            draft.NetworkInterfaces.TryAdd(eni.Id, eni);
            workload.InterfaceIds.Add(eni.Id);
        }
    }

    /// <summary>Interfaces that AWS's own output has already.</summary>
    private static void Adopt(DesignDraft draft, WorkloadDraft workload, ImmutableArray<string> ids, ImmutableArray<ListeningPort> ports)
    {
        foreach (string id in ids)
        {
            if (!draft.NetworkInterfaces.TryGetValue(id, out NetworkInterface? eni)) continue;
            draft.NetworkInterfaces[id] = eni with { ListeningPorts = ports };
            workload.InterfaceIds.Add(id);
        }
    }
}
