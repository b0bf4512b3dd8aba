using System.Globalization;
using System.Text;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>Words what became of a packet in one line: outcome, reason, component and rule, and how it was translated.</summary>
internal sealed class PacketComment(Fabric fabric)
{
    private readonly Design _design = fabric.Design;
    private readonly VerdictText _verdicts = new(fabric.Design);
    private readonly TrailText _trails = new(fabric.Design);
    private readonly Dictionary<Deciders, string> _ways = []; // as many as the design has rules that decide together
    private readonly StringBuilder _text = new();
    private char[] _line = new char[1024];

    /// <summary>The comment; it holds until the next call.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="place">Its place among the packets that are annotated, from 1; where its number is another, that is told too.</param>
    public ReadOnlySpan<char> Of(in ReplayedPacket packet, long place)
    {
        _text.Clear();
        if (packet.Header.Number != place) _text.Append(CultureInfo.InvariantCulture, $"captured as packet {packet.Header.Number}: ");
        switch (packet.Outcome)
        {
            case Outcome.Delivered:
                Delivered(in packet);
                break;
            case Outcome.Dropped:
                Dropped(in packet);
                break;
            case Outcome.NotSent:
                NotSent(in packet);
                break;
            case Outcome.Consumed:
                _text.Append(CultureInfo.InvariantCulture, $"consumed: {VerdictText.Service((VpcService)packet.Verdict.Index)}");
                break;
            case Outcome.NotInDesign:
                _text.Append("not-in-design: ").Append(WhyNotInDesign(in packet));
                break;
            case Outcome.NotIp:
                _text.Append("not-ip: ARP or the like");
                break;
            default:
                _text.Append("undecodable: ").Append(VerdictText.Cause(packet.Cause));
                break;
        }
        if (packet.IsCopy) _text.Append("; captured before, and here once more");
        if (_line.Length < _text.Length) _line = new char[_text.Length * 2];
        _text.CopyTo(0, _line, _text.Length);
        return _line.AsSpan(0, _text.Length);
    }

    /// <summary>What a translation changed between the packet's first interface and its last, by NAT gateways and by internet gateways.</summary>
    private void Translations(in ReplayedPacket packet)
    {
        ReadOnlySpan<Sight> sights = PacketPlaces.Sights(in packet);
        if (sights.IsEmpty) return;
        if (packet.Entry is { Kind: EntryKind.Internet } && fabric.PublicAddressOf(sights[0].Interface, sights[0].Destination) is { } aimed)
            _text.Append(CultureInfo.InvariantCulture, $"; internet gateway: destination {aimed} -> {sights[0].Destination}");
        for (int i = 1; i < sights.Length; i++)
            if (SightText.Translation(in sights[i - 1], in sights[i]) is { } change) _text.Append(CultureInfo.InvariantCulture, $"; {_design.NetworkInterfaces[sights[i].Interface].Name}: {change}");
        if (packet is { Outcome: Outcome.Delivered, Verdict.Component: ComponentKind.InternetGateway } && fabric.PublicAddressOf(sights[^1].Interface, sights[^1].Source) is { } shown)
            _text.Append(CultureInfo.InvariantCulture, $"; internet gateway: source {sights[^1].Source} -> {shown}");
    }

    private void Delivered(in ReplayedPacket packet)
    {
        _text.Append("delivered to ").Append(_verdicts.Component(packet.Verdict));
        if (packet.Entry is not null) _text.Append(WayOf(Deciders.Of(packet.Trail, packet.Verdict)));
        Translations(in packet);
    }

    private void Dropped(in ReplayedPacket packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        ReadOnlySpan<Sight> sights = PacketPlaces.Sights(in packet);
        (IpAddress source, IpAddress destination, ushort port) = sights is [.., var last]
            ? (last.Source, last.Destination, last.DestinationPort)
            : (header.Source.ToIpAddress(), header.Destination.ToIpAddress(), header.DestinationPort);
        string sentence = _verdicts.Sentence(packet.Verdict, header.Protocol, source, destination, port);
        _text.Append("dropped: ").Append(DropReasons.NameOf(packet.Verdict.Reason)).Append(": ").Append(sentence);
        string rule = _verdicts.Rule(packet.Verdict);
        if (rule is not ("-" or "no route") && !sentence.Contains(rule, StringComparison.Ordinal)) _text.Append("; ").Append(rule);
        Translations(in packet);
    }

    private void NotSent(in ReplayedPacket packet)
    {
        string sender = packet.Entry is { Kind: EntryKind.Interface } entry ? _design.NetworkInterfaces[entry.Index].Name : packet.Header.Source.ToIpAddress().ToString();
        if (packet.Blame > 0) _text.Append(CultureInfo.InvariantCulture, $"not-sent: {sender} had no cause to send it, as packet {packet.Blame} did not arrive");
        else _text.Append(CultureInfo.InvariantCulture, $"not-sent: {sender} had no cause to send it, as nothing that it answers arrived");
    }

    private string WhyNotInDesign(in ReplayedPacket packet)
    {
        IpAddress source = packet.Header.Source.ToIpAddress();
        return fabric.FindVpc(source) >= 0 ? $"no interface of the design owns {source}" : $"{source} and {packet.Header.Destination.ToIpAddress()} are outside every VPC";
    }

    private string WayOf(Deciders deciders)
    {
        if (_ways.TryGetValue(deciders, out string? way)) return way;
        foreach (StageRecord? step in (ReadOnlySpan<StageRecord?>)[deciders.Group, deciders.Acl, deciders.Route])
            if (step is { } decision) way += $"; {(deciders.IsReceiver(decision) ? _trails.Rule(decision) : _trails.Decision(decision))}";
        return _ways[deciders] = way ?? "";
    }

    /// <summary>The last security group, network ACL and route that a packet met: what let it arrive.</summary>
    private readonly record struct Deciders(int Receiver, StageRecord? Group, StageRecord? Acl, StageRecord? Route)
    {
        /// <summary>Whether a step was taken at the interface that the packet was delivered to, which its comment has named already.</summary>
        public bool IsReceiver(StageRecord step) => step.Component == ComponentKind.NetworkInterface && step.Index == Receiver;

        public static Deciders Of(ReadOnlySpan<StageRecord> trail, Verdict verdict)
        {
            var last = new Deciders(verdict.Component == ComponentKind.NetworkInterface ? verdict.Index : -1, null, null, null);
            foreach (StageRecord step in trail)
            {
                last = step.Stage switch
                {
                    Stage.SecurityGroup => last with { Group = step },
                    Stage.NetworkAcl => last with { Acl = step },
                    Stage.RouteTable => last with { Route = step },
                    _ => last,
                };
            }
            return last;
        }
    }
}
