using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Services;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Understands where a traced packet goes: a name of the design, an address, the internet, or a service, with a port or without.</summary>
internal sealed class TargetReading(Design design, NameIndex names, AwsIpRanges ipRanges)
{
    private const string AwsService = "com.amazonaws.";
    private const ushort Https = 443;

    private static readonly ImmutableArray<(string Name, IpAddress IPv4, IpAddress IPv6, ushort Port, byte Protocol)> _services =
    [
        ("dns", IpAddress.FromIPv4(169, 254, 169, 253), Ec2(0x253), 53, IpProtocol.Udp),
        ("metadata", IpAddress.FromIPv4(169, 254, 169, 254), Ec2(0x254), 80, IpProtocol.Tcp),
        ("time", IpAddress.FromIPv4(169, 254, 169, 123), Ec2(0x123), 123, IpProtocol.Udp),
        ("licensing", IpAddress.FromIPv4(169, 254, 169, 250), Ec2(0x250), 1688, IpProtocol.Tcp),
    ];

    /// <param name="text">As asked.</param>
    /// <param name="from">Who sends; services are found as its VPC's DNS finds them.</param>
    /// <exception cref="FormatException">There is nothing of that name to send to; with the remedy.</exception>
    public TraceEnd Read(string text, TraceEnd? from)
    {
        if (text.StartsWith('[') && !text.Contains(']')) throw new FormatException($"'{text}' lacks a bracket; write an IPv6 address with its port as [2001:db8::7]:443");
        if (IpAddress.TryParse(text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text, out IpAddress alone)) return OfAddress(alone);
        if (Named(text, from) is { } whole) return whole;
        int colon = text.LastIndexOf(':');
        if (colon <= 0) throw new FormatException(names.Resolve(text).Error);
        string host = text[..colon];
        TraceEnd? end = IpAddress.TryParse(host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host, out IpAddress address) ? OfAddress(address) : Named(host, from);
        string? nobody = end is null ? names.Resolve(host).Error : null;
        if (ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return end is null ? throw new FormatException(nobody) : end with { Port = port };
        string noPort = $"'{text[(colon + 1)..]}' is no port; write 0 to 65535 behind the colon of '{host}'";
        throw new FormatException(nobody is null ? noPort : $"{nobody}; and {noPort}");
    }

    private TraceEnd OfAddress(IpAddress address) => new() { Interface = names.Resolve($"{address}").Interface, Addresses = [address] };

    private TraceEnd? Named(string name, TraceEnd? from)
    {
        NameResolution found = names.Resolve(name);
        if (!found.IsFound || (name.StartsWith(AwsService, StringComparison.Ordinal) && found.Interface is null)) return Service(name, from);
        if (design.VpcEndpoints.FirstOrDefault(endpoint => endpoint.Id == found.Id) is { } named) return Endpoint(named, from);
        if (found.Interface is { } eni) return Listening(eni);
        if (design.Subnets.FirstOrDefault(subnet => subnet.Id == found.Id) is { } subnet) return new TraceEnd { Subnet = subnet };
        if (design.PrefixLists.FirstOrDefault(list => list.Id == found.Id) is { } list) return First(list.Name, list.Entries) with { Port = list.AwsManaged ? Https : null };
        if (design.InternetGateways.Any(gateway => gateway.Id == found.Id)) return OnInternet;
        if (design.EgressOnlyInternetGateways.Any(gateway => gateway.Id == found.Id)) return OnInternet with { Addresses = OutsideAddresses.Internet[1..] };
        ImmutableArray<IpAddress> behind = Behind(found.Id);
        if (!behind.IsEmpty) return new TraceEnd { Addresses = behind, Note = $"{found.Name} stands for the first address behind it" };
        if (!found.Parts.IsEmpty) throw new FormatException(found.WhyNoInterface);
        throw new FormatException($"{found.Name} receives nothing by itself; name an instance, an interface, a subnet or an address behind it");
    }

    /// <summary>An interface with the port at which the design says that it listens, TCP first.</summary>
    private static TraceEnd Listening(NetworkInterface eni)
    {
        foreach (ListeningPort port in eni.ListeningPorts)
            if (port.Protocol == IpProtocol.Tcp) return TraceEnd.Of(eni) with { Port = (ushort)port.Port };
        return eni.ListeningPorts is [var only, ..] ? TraceEnd.Of(eni) with { Port = (ushort)only.Port, Protocol = (byte)only.Protocol } : TraceEnd.Of(eni);
    }

    private static TraceEnd OnInternet => new() { Addresses = OutsideAddresses.Internet };

    private ImmutableArray<IpAddress> Behind(string id)
    {
        if (design.VpnGateways.FirstOrDefault(gateway => gateway.Id == id) is { } gateway) return OutsideAddresses.Behind(design, gateway);
        if (design.VpnConnections.FirstOrDefault(vpn => vpn.Id == id || vpn.CustomerGatewayId == id) is { } connection) return OutsideAddresses.Behind(connection);
        return design.TransitGatewayAttachments.FirstOrDefault(attachment => attachment.Id == id) is { } attachment ? OutsideAddresses.Behind(design, attachment) : [];
    }

    private TraceEnd? Service(string name, TraceEnd? from)
    {
        if (name == SourceReading.Internet) return OnInternet;
        foreach ((string service, IpAddress ipv4, IpAddress ipv6, ushort port, byte protocol) in _services)
            if (name == service) return new TraceEnd { Addresses = [ipv4, ipv6], Port = port, Protocol = protocol };
        string prefix = $"{AwsService}{design.Region}.";
        string shortName = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        VpcEndpoint[] ends = [.. design.VpcEndpoints.Where(endpoint => endpoint.ServiceName == prefix + shortName)];
        ImmutableArray<Cidr> published = Published(shortName.ToUpperInvariant());
        if (ends.Length == 0 && published.IsEmpty) return null;
        if (ends.FirstOrDefault(endpoint => AnswersFor(endpoint, from)) is { } own) return Endpoint(own, from) with { Port = Https };
        return First(name, published.IsEmpty ? Published("AMAZON") : published) with { Port = Https };
    }

    // Private DNS needs both DNS attributes of the VPC. (AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint")
    private bool AnswersFor(VpcEndpoint endpoint, TraceEnd? from) =>
        endpoint is { Type: EndpointType.Interface, PrivateDnsEnabled: true } && endpoint.VpcId == VpcOf(from)
        && design.Vpcs.First(vpc => vpc.Id == endpoint.VpcId) is Vpc { EnableDnsSupport: true, EnableDnsHostnames: true };

    private TraceEnd Endpoint(VpcEndpoint endpoint, TraceEnd? from)
    {
        if (endpoint.Type == EndpointType.Gateway)
        {
            string code = endpoint.ServiceName.Split('.')[^1].ToUpperInvariant();
            return First(endpoint.Name, Published(code)) with { Port = Https };
        }
        NetworkInterface[] interfaces = [.. design.NetworkInterfaces.Where(eni => endpoint.NetworkInterfaceIds.Contains(eni.Id))];
        if (interfaces.Length == 0) throw new FormatException($"{endpoint.Name} has no interface that could be traced to");
        string? zone = SubnetOf(from)?.AvailabilityZone;
        NetworkInterface chosen = Array.Find(interfaces, eni => design.Subnets.First(subnet => subnet.Id == eni.SubnetId).AvailabilityZone == zone) ?? interfaces[0];
        return TraceEnd.Of(chosen) with { Note = $"{endpoint.ServiceName} is {chosen.Name} ({chosen.Id}), by {endpoint.Name}" };
    }

    private ImmutableArray<Cidr> Published(string code) => [.. ipRanges.RegionalPrefixes(code, design.Region, ipv4: true), .. ipRanges.RegionalPrefixes(code, design.Region, ipv4: false)];

    private static TraceEnd First(string name, IEnumerable<Cidr> blocks) => OutsideAddresses.FirstOf(blocks) is { IsEmpty: false } addresses
        ? new TraceEnd { Addresses = addresses, Note = $"{name} stands for the first of its addresses" }
        : throw new FormatException($"{name} holds no address to send to");

    private string? VpcOf(TraceEnd? from) => SubnetOf(from)?.VpcId;

    private Subnet? SubnetOf(TraceEnd? from) => from?.Subnet ?? design.Subnets.FirstOrDefault(subnet => subnet.Id == from?.Interface?.SubnetId);

    // fd00:ec2::/32, the services' addresses on the Nitro System. (VPC guide, "DNS attributes for your VPC"; EC2 guide, "Instance metadata")
    private static IpAddress Ec2(ulong low) => new(0xFD00_0EC2_0000_0000, low);
}
