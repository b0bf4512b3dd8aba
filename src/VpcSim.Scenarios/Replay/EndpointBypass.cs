using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Services;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Notices traffic to a service's public addresses in a VPC whose interface endpoint would have drawn it by private DNS.</summary>
/// <remarks>Captured packets are routed as they stand; a host in that VPC would have resolved the name to the endpoint. (AWS PrivateLink guide, "Private DNS")</remarks>
internal sealed class EndpointBypass
{
    private readonly Design _design;
    private readonly AwsIpRanges _ranges;
    private readonly List<Watched> _watched = [];
    private readonly long[] _packets;

    public EndpointBypass(Design design, AwsIpRanges ranges)
    {
        _design = design;
        _ranges = ranges;
        foreach (VpcEndpoint endpoint in design.VpcEndpoints)
        {
            if (endpoint is not { Type: EndpointType.Interface, PrivateDnsEnabled: true } || _watched.Count == byte.MaxValue) continue;
            string[] parts = endpoint.ServiceName.Split('.');
            if (parts.Length < 4) continue;
            string? code = CodeOf(parts[^1]);
            ImmutableArray<Cidr> prefixes = ranges.Prefixes(code ?? "AMAZON", parts[2], ipv4: true);
            _watched.Add(new Watched(endpoint, code, prefixes));
        }
        _packets = new long[_watched.Count + 1];
    }

    /// <summary>Conversations with mark N count for the Nth watched endpoint.</summary>
    public void Count(byte mark) => _packets[mark]++;

    public ImmutableArray<BypassedEndpoint> Found =>
    [
        .. _watched.Select((watched, i) => new BypassedEndpoint(watched.Endpoint.Name, watched.Endpoint.ServiceName, _packets[i + 1], watched.Code is not null))
            .Where(bypassed => bypassed.Packets > 0),
    ];

    /// <summary>The mark of a conversation that an interface of the VPC starts towards a public address; 0 for none.</summary>
    public byte MarkFor(in PacketHeader packet, int senderVpc)
    {
        if (_watched.Count == 0 || packet.Version != 4) return 0;
        IpAddress destination = packet.Destination.ToIpAddress();
        string vpc = _design.Vpcs[senderVpc].Id;
        for (int i = 0; i < _watched.Count; i++)
        {
            Watched watched = _watched[i];
            if (watched.Endpoint.VpcId != vpc || !watched.Holds(destination)) continue;
            if (watched.Code is not null) return (byte)(i + 1);
            bool https = packet.Protocol == 6 && packet.DestinationPort == 443;
            if (https && _ranges.ServiceOf(destination) == "AMAZON") return (byte)(i + 1);
        }
        return 0;
    }

    // Services whose own addresses AWS publishes; all others share the ranges called AMAZON.
    private static string? CodeOf(string service) => service switch
    {
        "s3" => "S3",
        "dynamodb" => "DYNAMODB",
        "execute-api" => "API_GATEWAY",
        "elasticfilesystem" => "EFS",
        "codebuild" => "CODEBUILD",
        "ebs" => "EBS",
        "kinesisvideo" => "KINESIS_VIDEO_STREAMS",
        _ => null,
    };

    private sealed record Watched(VpcEndpoint Endpoint, string? Code, ImmutableArray<Cidr> Prefixes)
    {
        public bool Holds(IpAddress address)
        {
            foreach (Cidr prefix in Prefixes)
                if (prefix.Contains(address)) return true;
            return false;
        }
    }
}
