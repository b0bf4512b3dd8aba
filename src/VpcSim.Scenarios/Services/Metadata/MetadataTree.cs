using System.Globalization;
using System.Text.Json;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;

namespace VpcSim.Scenarios.Services.Metadata;

/// <summary>What there is to know of an instance, as a tree of paths. (EC2 guide, "Instance metadata categories")</summary>
internal sealed class MetadataTree
{
    private const string Root = "/latest/meta-data";
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Design _design;

    public MetadataTree(Design design, Asker asker, Instance instance)
    {
        _design = design;
        NetworkInterface[] attached = [.. design.NetworkInterfaces.Where(known => known.InstanceId == instance.Id && !known.IsDeleted).OrderBy(static known => known.DeviceIndex)];
        NetworkInterface primary = attached.Length > 0 ? attached[0] : asker.Interface;
        _values[$"{Root}/instance-id"] = instance.Id;
        _values[$"{Root}/instance-type"] = instance.InstanceType;
        _values[$"{Root}/mac"] = MacOf(primary);
        _values[$"{Root}/placement/availability-zone"] = asker.Subnet.AvailabilityZone;
        _values[$"{Root}/placement/availability-zone-id"] = asker.Subnet.AvailabilityZoneId ?? "";
        _values[$"{Root}/placement/region"] = asker.Vpc.Region;
        _values[$"{Root}/services/domain"] = "amazonaws.com";
        _values[$"{Root}/services/partition"] = "aws";
        _values[$"{Root}/security-groups"] = GroupNamesOf(primary);
        if (primary.PrivateAddresses is [var address, ..])
        {
            _values[$"{Root}/local-ipv4"] = address.Address.ToString();
            _values[$"{Root}/hostname"] = _values[$"{Root}/local-hostname"] = InstanceNames.Private(address.Address, asker.Vpc.Region);
            if (address.PublicAddress is { } outside) _values[$"{Root}/public-ipv4"] = outside.ToString();
        }
        if (InstanceNames.PublicOf(primary, asker.Vpc) is { } name) _values[$"{Root}/public-hostname"] = name;
        foreach (NetworkInterface networkInterface in attached) AddInterface(networkInterface);
        _values["/latest/dynamic/instance-identity/document"] = Document(asker, instance, primary);
    }

    /// <summary>A value, or the names below a path, one a line, those with names of their own with a slash; null where there is nothing.</summary>
    public string? Read(string path)
    {
        string wanted = path.TrimEnd('/');
        if (wanted.Length == 0) return "latest";
        if (_values.TryGetValue(wanted, out string? value)) return value;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string known in _values.Keys)
        {
            if (!known.StartsWith($"{wanted}/", StringComparison.Ordinal)) continue;
            string below = known[(wanted.Length + 1)..];
            int slash = below.IndexOf('/', StringComparison.Ordinal);
            names.Add(slash < 0 ? below : below[..(slash + 1)]);
        }
        return names.Count > 0 ? string.Join('\n', names) : null;
    }

    /// <summary>The Ethernet address that AWS would draw: of Amazon's kind, by the interface's id.</summary>
    internal static string MacOf(NetworkInterface networkInterface)
    {
        ulong hash = 14_695_981_039_346_656_037; // FNV-1a
        foreach (char letter in networkInterface.Id) hash = (hash ^ letter) * 1_099_511_628_211;
        return string.Create(CultureInfo.InvariantCulture, $"02:{hash >> 56:x2}:{(hash >> 48) & 255:x2}:{(hash >> 40) & 255:x2}:{(hash >> 32) & 255:x2}:{(hash >> 24) & 255:x2}");
    }

    private void AddInterface(NetworkInterface networkInterface)
    {
        string at = $"{Root}/network/interfaces/macs/{MacOf(networkInterface)}";
        Subnet? subnet = _design.Subnets.FirstOrDefault(known => known.Id == networkInterface.SubnetId);
        if (subnet is null || _design.Vpcs.FirstOrDefault(known => known.Id == subnet.VpcId) is not { } vpc) return;
        _values[$"{at}/device-number"] = networkInterface.DeviceIndex.ToString(CultureInfo.InvariantCulture);
        _values[$"{at}/interface-id"] = networkInterface.Id;
        _values[$"{at}/local-ipv4s"] = string.Join('\n', networkInterface.PrivateAddresses.Select(static address => address.Address));
        _values[$"{at}/mac"] = MacOf(networkInterface);
        _values[$"{at}/owner-id"] = vpc.AccountId;
        _values[$"{at}/security-group-ids"] = string.Join('\n', networkInterface.SecurityGroupIds);
        _values[$"{at}/security-groups"] = GroupNamesOf(networkInterface);
        _values[$"{at}/subnet-id"] = subnet.Id;
        if (subnet.CidrBlock is { } block) _values[$"{at}/subnet-ipv4-cidr-block"] = block.ToString();
        _values[$"{at}/vpc-id"] = vpc.Id;
        _values[$"{at}/vpc-ipv4-cidr-block"] = vpc.CidrBlock.ToString();
        _values[$"{at}/vpc-ipv4-cidr-blocks"] = string.Join('\n', (Cidr[])[vpc.CidrBlock, .. vpc.SecondaryCidrBlocks]);
        if (!networkInterface.Ipv6Addresses.IsEmpty) _values[$"{at}/ipv6s"] = string.Join('\n', networkInterface.Ipv6Addresses);
        string publics = string.Join('\n', networkInterface.PrivateAddresses.Where(static address => address.PublicAddress is not null).Select(static address => address.PublicAddress));
        if (publics.Length > 0) _values[$"{at}/public-ipv4s"] = publics;
        foreach (PrivateAddress address in networkInterface.PrivateAddresses)
            if (address.PublicAddress is { } outside) _values[$"{at}/ipv4-associations/{outside}"] = address.Address.ToString();
    }

    private string GroupNamesOf(NetworkInterface networkInterface) => string.Join('\n', networkInterface.SecurityGroupIds.Select(id =>
        _design.SecurityGroups.FirstOrDefault(group => group.Id == id) is { } group ? (group.GroupName.Length > 0 ? group.GroupName : group.Name) : id));

    private static string Document(Asker asker, Instance instance, NetworkInterface primary)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("accountId", asker.Vpc.AccountId);
            json.WriteString("availabilityZone", asker.Subnet.AvailabilityZone);
            json.WriteString("instanceId", instance.Id);
            json.WriteString("instanceType", instance.InstanceType);
            if (primary.PrivateAddresses is [var address, ..]) json.WriteString("privateIp", address.Address.ToString());
            json.WriteString("region", asker.Vpc.Region);
            json.WriteString("version", "2017-09-30");
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
