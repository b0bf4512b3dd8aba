using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Understands who sends a traced packet: an interface, a new one in a subnet, a gateway, or an address outside.</summary>
/// <remarks>What Reachability Analyzer takes as a source is taken here. (Reachability Analyzer guide, "How Reachability Analyzer works")</remarks>
internal sealed class SourceReading(Design design, NameIndex names)
{
    public const string Internet = "internet";

    private const string NameTheHost = "say which host sends: --source ADDRESS";

    /// <exception cref="FormatException">There is nobody of that name who could send; with the remedy.</exception>
    public TraceEnd Read(string text, IpAddress? source)
    {
        if (IpAddress.TryParse(text.Trim('[', ']'), out IpAddress address)) return OfAddress(text, address, source);
        NameResolution found = names.Resolve(text);
        if (!found.IsFound)
            return text == Internet ? new TraceEnd { Addresses = Or(source, OutsideAddresses.Internet) } : throw new FormatException(found.Error);
        if (Refused(found) is { } problem) throw new FormatException(problem);
        if (OfGateway(found, source) is { } gateway) return gateway;
        if (found.Interface is { } eni) return TraceEnd.Of(eni) with { Addresses = Or(source, TraceEnd.AddressesOf(eni)) };
        if (design.Subnets.FirstOrDefault(subnet => subnet.Id == found.Id) is { } named) return new TraceEnd { Subnet = named, Addresses = source is { } own ? [own] : [] };
        if (!found.Parts.IsEmpty) throw new FormatException(found.WhyNoInterface);
        throw new FormatException($"{text} sends nothing by itself; name an instance, an interface, a subnet, a gateway or an address");
    }

    /// <summary>The subnet whose block holds an address that no interface has.</summary>
    public Subnet? SubnetAround(IpAddress address) => design.Subnets.FirstOrDefault(subnet => subnet.Contains(address));

    private TraceEnd OfAddress(string text, IpAddress address, IpAddress? source)
    {
        if (source is not null) throw new FormatException($"{address} is the packet's source already; leave --source out");
        NameResolution found = names.Resolve($"{address}");
        if (found.Interface is { } eni)
        {
            IpAddress own = eni.PrivateAddresses.FirstOrDefault(own => own.PublicAddress == address)?.Address ?? address;
            return TraceEnd.Of(eni) with { Addresses = [own] };
        }
        if (design.Vpcs.FirstOrDefault(vpc => vpc.Contains(address)) is not { } vpc) return new TraceEnd { Addresses = [address] };
        if (found.Error?.Contains("several", StringComparison.Ordinal) == true) throw new FormatException(found.Error);
        throw new FormatException(SubnetAround(address) is { } subnet
            ? $"no interface owns {text}; trace from its subnet, {subnet.Name}, for a new interface in it"
            : $"no interface owns {text}, and no subnet of {vpc.Name} holds it");
    }

    private string? Refused(NameResolution found)
    {
        if (found.Interface?.Kind is InterfaceKind.NatGateway or InterfaceKind.RegionalNatGateway || design.NatGateways.Any(nat => nat.Id == found.Id))
            return $"{found.Name} is a NAT gateway and sends nothing by itself; trace from an instance behind it";
        if (design.VpcEndpoints.FirstOrDefault(endpoint => endpoint.Id == found.Id) is { Type: EndpointType.Gateway })
            return $"the service behind {found.Name} answers and starts nothing; trace to it: --to {found.Name}";
        if (design.Vpcs.Any(vpc => vpc.Id == found.Id)) return $"{found.Name} is a whole VPC; name one of its subnets, or an interface";
        return null;
    }

    private TraceEnd? OfGateway(NameResolution found, IpAddress? source)
    {
        string id = found.Id!;
        if (design.InternetGateways.FirstOrDefault(gateway => gateway.Id == id) is { } internet) return AtInternet(found.Name, internet.VpcId, source, ipv6Only: false);
        if (design.EgressOnlyInternetGateways.FirstOrDefault(gateway => gateway.Id == id) is { } egressOnly) return AtInternet(found.Name, egressOnly.VpcId, source, ipv6Only: true);
        for (int i = 0; i < design.VpnGateways.Length; i++)
            if (design.VpnGateways[i].Id == id) return AtVpnGateway(i, OutsideAddresses.Behind(design, design.VpnGateways[i]), source);
        if (design.VpnConnections.FirstOrDefault(connection => connection.Id == id || connection.CustomerGatewayId == id) is { } vpn) return AtConnection(vpn, source);
        for (int i = 0; i < design.TransitGatewayAttachments.Length; i++)
            if (design.TransitGatewayAttachments[i].Id == id) return AtAttachment(i, source);
        if (design.TransitGateways.Any(gateway => gateway.Id == id) || design.PeeringConnections.Any(peering => peering.Id == id))
            return source is { } host ? ByItsAddress(found.Name, host) : throw new FormatException($"{found.Name} joins networks; {NameTheHost}");
        return null;
    }

    private TraceEnd AtInternet(string name, string? vpcId, IpAddress? source, bool ipv6Only)
    {
        int vpc = PlaceOf(vpcId);
        if (vpc < 0) throw new FormatException($"{name} is attached to no VPC");
        return new TraceEnd { Entry = EntryPoint.Internet(vpc), Vpc = vpc, Addresses = Or(source, ipv6Only ? OutsideAddresses.Internet[1..] : OutsideAddresses.Internet) };
    }

    private TraceEnd AtVpnGateway(int place, ImmutableArray<IpAddress> behind, IpAddress? source) => new()
    {
        Entry = EntryPoint.VpnGateway(place),
        Vpc = PlaceOf(design.VpnGateways[place].VpcId),
        Addresses = Known(design.VpnGateways[place].Name, behind, source),
    };

    private TraceEnd AtConnection(VpnConnection vpn, IpAddress? source)
    {
        for (int i = 0; i < design.VpnGateways.Length; i++)
            if (design.VpnGateways[i].Id == vpn.VpnGatewayId) return AtVpnGateway(i, OutsideAddresses.Behind(vpn), source);
        for (int i = 0; i < design.TransitGatewayAttachments.Length; i++)
            if (design.TransitGatewayAttachments[i].ResourceId == vpn.Id) return AtAttachment(i, source);
        return new TraceEnd { Addresses = Known(vpn.Name, OutsideAddresses.Behind(vpn), source) };
    }

    private TraceEnd AtAttachment(int place, IpAddress? source)
    {
        TransitGatewayAttachment attachment = design.TransitGatewayAttachments[place];
        if (attachment.Kind == TransitAttachmentKind.Vpc) throw new FormatException($"{attachment.Name} is the attachment of a VPC; name the instance or subnet in it that sends");
        return new TraceEnd { Entry = EntryPoint.TransitAttachment(place), Addresses = Known(attachment.Name, OutsideAddresses.Behind(design, attachment), source) };
    }

    // A host of the design behind it sends by its own interface; any other comes the way that the design's routes lead to it.
    private TraceEnd ByItsAddress(string gateway, IpAddress host)
    {
        if (names.Resolve($"{host}").Interface is { } eni) return TraceEnd.Of(eni) with { Addresses = [host] };
        return new TraceEnd { Addresses = [host], Note = $"{host} enters where the design's routes lead to it, by {gateway} if they do" };
    }

    private static ImmutableArray<IpAddress> Known(string gateway, ImmutableArray<IpAddress> behind, IpAddress? source) => Or(source, behind) is [_, ..] known
        ? known
        : throw new FormatException($"the design does not say which addresses lie behind {gateway}; {NameTheHost}");

    private static ImmutableArray<IpAddress> Or(IpAddress? source, ImmutableArray<IpAddress> others) => source is { } address ? [address] : others;

    private int PlaceOf(string? vpcId)
    {
        for (int i = 0; i < design.Vpcs.Length; i++)
            if (design.Vpcs[i].Id == vpcId) return i;
        return -1;
    }
}
