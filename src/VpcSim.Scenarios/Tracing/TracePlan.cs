using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Services;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tracing;

/// <summary>A packet that can be traced: its names found, its addresses chosen, its header made.</summary>
public sealed record TracePlan
{
    private TracePlan(Design design, PacketHeader packet)
    {
        Design = design;
        Packet = packet;
    }

    /// <summary>The design, with the new interfaces that stand for subnets.</summary>
    public Design Design { get; }

    /// <summary>The packet as its sender makes it.</summary>
    public PacketHeader Packet { get; }

    /// <summary>The interface that sends, by place in the design; −1 where it comes from outside.</summary>
    public int Sender { get; private init; } = -1;

    /// <summary>The interface that was named as receiver, by place; −1 for none.</summary>
    public int Receiver { get; private init; } = -1;

    /// <summary>Where the packet enters; null where its source address tells.</summary>
    internal EntryPoint? Entry { get; private init; }

    /// <summary>How names were understood, where that is not plain.</summary>
    public ImmutableArray<string> Notes { get; private init; } = [];

    /// <param name="request">What is asked.</param>
    /// <param name="design">A completed design.</param>
    /// <param name="ipRanges">AWS's published address ranges, which hold its services' addresses.</param>
    /// <param name="problems">All that stands against it; empty where there is a plan.</param>
    /// <returns>Null where there are problems.</returns>
    public static TracePlan? Make(TraceRequest request, Design design, AwsIpRanges ipRanges, out ImmutableArray<TraceProblem> problems)
    {
        var found = ImmutableArray.CreateBuilder<TraceProblem>();
        var names = new NameIndex(design);
        TraceEnd? from = Try(TraceInput.From, () => new SourceReading(design, names).Read(request.From, request.Source));
        TraceEnd? to = Try(TraceInput.To, () => new TargetReading(design, names, ipRanges).Read(request.To, from));
        Design extended = design;
        if (from?.Subnet is not null) from = Try(TraceInput.From, () => InSubnet(from, ipRanges, ref extended));
        if (to?.Subnet is not null) to = Try(TraceInput.To, () => InSubnet(to, ipRanges, ref extended));
        byte protocol = request.Protocol ?? to?.Protocol ?? (request.IcmpType is null ? (byte)IpProtocol.Tcp : (byte)IpProtocol.Icmp);
        if (to is not null && ProbePacket.HasPorts(protocol) && to.Port is null)
            found.Add(new(TraceInput.To, $"{IpProtocol.NameOf(protocol)} needs a port; write --to {Bracketed(request.To)}:443, or another --protocol"));
        if (to?.Port is { } port && !ProbePacket.HasPorts(protocol) && to.Protocol is null && request.To.EndsWith($":{port}", StringComparison.Ordinal))
            found.Add(new(TraceInput.To, $"protocol {IpProtocol.NameOf(protocol)} has no ports; leave ':{port}' out"));
        if (request.IcmpType is not null && !ProbePacket.IsIcmp(protocol))
            found.Add(new(TraceInput.IcmpType, $"{IpProtocol.NameOf(protocol)} has no ICMP type; leave it out, or write --protocol icmp"));
        (IpAddress Source, IpAddress Destination)? ends = from is null || to is null ? null : AddressesOf(from, to);
        if (from is not null && to is not null && ends is null) found.Add(Apart(request, from, to));
        if (ends is var (sender, _) && request.Length is { } length && ProbePacket.LeastLength(protocol, sender.IsIPv4) is var least && length < least)
            found.Add(new(TraceInput.Length, $"{length} bytes are less than the headers of {IpProtocol.NameOf(protocol)} take, {least}"));
        problems = found.ToImmutable();
        if (ends is not { } both || problems.Length > 0) return null;
        var plan = new TracePlan(extended, ProbePacket.Make(request, protocol, both.Source, both.Destination, to!.Port ?? 0))
        {
            Sender = PlaceOf(extended, from!.Interface),
            Receiver = PlaceOf(extended, to.Interface),
            Entry = from.Entry,
            Notes = [.. new[] { from.Note, to.Note }.OfType<string>()],
        };
        return plan;

        TraceEnd? Try(TraceInput input, Func<TraceEnd> read)
        {
            try
            {
                return read();
            }
            catch (FormatException problem)
            {
                found.Add(new(input, problem.Message));
                return null;
            }
        }
    }

    private static TraceEnd InSubnet(TraceEnd end, AwsIpRanges ipRanges, ref Design design)
    {
        design = NewInterfaces.AddTo(design, end.Subnet!, ipRanges);
        NetworkInterface eni = design.NetworkInterfaces[^1];
        TraceEnd made = TraceEnd.Of(eni);
        return made with
        {
            Addresses = end.Addresses.IsEmpty ? made.Addresses : end.Addresses,
            Port = end.Port,
            Note = $"{end.Subnet!.Name} stands for a new interface in it, {made.Addresses[0]}, with the VPC's default security group",
        };
    }

    // IPv4 where both have it. What an interface sends to an address of the other family, no route could lead.
    private static (IpAddress Source, IpAddress Destination)? AddressesOf(TraceEnd from, TraceEnd to)
    {
        foreach (bool ipv4 in (ReadOnlySpan<bool>)[true, false])
            if (from.AddressOf(ipv4) is { } source && to.AddressOf(ipv4) is { } destination) return (source, destination);
        return null;
    }

    private static TraceProblem Apart(TraceRequest request, TraceEnd from, TraceEnd to)
    {
        string family = to.Addresses.Any(static address => address.IsIPv4) ? "IPv4" : "IPv6";
        TraceInput input = request.Source is null ? TraceInput.From : TraceInput.Source;
        return new(input, from.Addresses.IsEmpty ? $"{request.From} has no address" : $"{request.From} has no {family} address, and {request.To} has no other");
    }

    private static string Bracketed(string text) => IpAddress.TryParse(text, out IpAddress address) && !address.IsIPv4 ? $"[{text}]" : text;

    private static int PlaceOf(Design design, NetworkInterface? eni)
    {
        for (int i = 0; i < design.NetworkInterfaces.Length; i++)
            if (design.NetworkInterfaces[i].Id == eni?.Id) return i;
        return -1;
    }
}
