using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::NetworkInterface</c> and <c>AWS::EC2::NetworkInterfaceAttachment</c>.</summary>
internal static class NetworkInterfaceResources
{
    public static readonly ResourceKind Interface = new("AWS::EC2::NetworkInterface", "eni", ReadInterface,
        "SubnetId Description GroupSet PrivateIpAddress PrivateIpAddresses SecondaryPrivateIpAddressCount Ipv6AddressCount Ipv6Addresses SourceDestCheck " +
        "InterfaceType ConnectionTrackingSpecification EnablePrimaryIpv6 PublicIpDnsHostnameTypeSpecification Ipv4PrefixCount Ipv4Prefixes Ipv6PrefixCount " +
        "Ipv6Prefixes Tags");

    public static readonly ResourceKind Attachment = new("AWS::EC2::NetworkInterfaceAttachment", "eni-attach", ReadAttachment,
        "InstanceId NetworkInterfaceId DeviceIndex DeleteOnTermination EnaSrdSpecification EnaQueueCount");

    private static void ReadInterface(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("SubnetId", "subnet", out string? subnetId)) return;
        InterfaceProperties.CheckPrefixes(r, "Ipv4Prefix", "PrivateIpAddress PrivateIpAddresses SecondaryPrivateIpAddressCount");
        InterfaceProperties.CheckPrefixes(r, "Ipv6Prefix", "Ipv6Addresses Ipv6AddressCount");
        string? type = r.TextIfKnown("InterfaceType");
        if (type is "efa" or "efa-only")
            r.Finding("not-modelled", "traffic of Elastic Fabric Adapters, which no capture holds; the interface's IP traffic is", r.PlaceOf("InterfaceType"));
        NetworkInterface eni = new()
        {
            Name = r.Observed.Text("Name") ?? r.Name,
            Id = r.Id,
            SubnetId = subnetId,
            Kind = Enum.TryParse(r.Observed.Text("Kind"), out InterfaceKind kind) ? kind : InterfaceKind.Interface,
            InterfaceType = type == "interface" ? null : type,
            PrivateAddresses = InterfaceProperties.WithPublic(r, InterfaceProperties.PrivateAddresses(r)),
            SecondaryPrivateAddressCount = r.Count("SecondaryPrivateIpAddressCount") ?? 0,
            Ipv6Addresses = InterfaceProperties.Ipv6Addresses(r),
            Ipv6AddressCount = r.Count("Ipv6AddressCount"),
            Ipv4Prefixes = [.. InterfaceProperties.Prefixes(r, "Ipv4Prefix"), .. InterfaceProperties.Prefixes(r.Observed, "Ipv4Prefix")],
            Ipv4PrefixCount = r.Count("Ipv4PrefixCount") ?? 0,
            Ipv6Prefixes = [.. InterfaceProperties.Prefixes(r, "Ipv6Prefix"), .. InterfaceProperties.Prefixes(r.Observed, "Ipv6Prefix")],
            Ipv6PrefixCount = r.Count("Ipv6PrefixCount") ?? 0,
            SecurityGroupIds = r.Ids("GroupSet", "sg"),
            SourceDestCheck = r.Boolean("SourceDestCheck") ?? true,
            Description = r.TextIfKnown("Description") ?? "",
            Tags = r.Tags(),
            Task = ObservedTask.Of(r),
            ConnectionTracking = InterfaceProperties.Tracking(r),
        };
        if (!r.IsLeftOut) draft.NetworkInterfaces.Add(r.Id, eni);
    }

    private static void ReadAttachment(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("InstanceId", "i", out string? instanceId) & r.TryId("NetworkInterfaceId", "eni", out string? eniId)
            & r.TryInteger("DeviceIndex", out int deviceIndex))) return;
        Attach(r, draft, instanceId!, eniId!, deviceIndex);
    }

    /// <summary>Attaches an interface of its own resource; it keeps its name.</summary>
    public static void Attach(ResourceReader r, DesignDraft draft, string instanceId, string eniId, int deviceIndex)
    {
        if (!draft.NetworkInterfaces.TryGetValue(eniId, out NetworkInterface? eni)) return;
        if (eni.InstanceId is not null)
        {
            r.Error("InvalidParameterValue", $"Interface {eni.Name} ({eniId}) is in use by another instance; an interface is attached once", r.Place);
            return;
        }
        if (!draft.DeviceIndexes.Add((instanceId, deviceIndex)))
        {
            r.Error("InvalidParameterValue", $"the instance already has an interface attached at device index '{deviceIndex}'; take another index", r.Place);
            return;
        }
        draft.NetworkInterfaces[eniId] = eni with { InstanceId = instanceId, DeviceIndex = deviceIndex };
        if (deviceIndex == 0) draft.PrimaryInterfaces[instanceId] = eniId;
    }
}
