using System.Globalization;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Naming;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Services.Metadata;

/// <summary>The instance metadata service, versions 1 and 2. (EC2 guide, "Use the Instance Metadata Service to access instance metadata")</summary>
internal sealed class MetadataServer : IStreamApplication
{
    private const string TokenPath = "/latest/api/token", TokenHeader = "X-aws-ec2-metadata-token", TtlHeader = "X-aws-ec2-metadata-token-ttl-seconds";
    private const int LongestSeconds = 21_600;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private readonly Dictionary<string, (string InstanceId, long UntilNs)> _tokens = new(StringComparer.Ordinal);

    public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended)
    {
        if (!HttpRequest.TryRead(received, out HttpRequest? request)) return HttpReply.BadRequest();
        if (request is null) return null;
        if (Asker.At(simulation.Design, caller.Interface) is not { } asker || InstanceOf(simulation.Design, asker) is not { } instance) return HttpReply.Of(404, "");
        if (request.Path == TokenPath) return Token(simulation, instance, request);
        if (request.Method != "GET") return HttpReply.Of(405, "");
        if (!MayAsk(simulation, instance, request)) return HttpReply.Of(401, "");
        return new MetadataTree(simulation.Design, asker, instance).Read(request.Path) is { } found ? HttpReply.Of(200, found) : HttpReply.Of(404, "");
    }

    // A PUT with a time to live between a second and six hours; one that a proxy passed on is refused.
    private StreamAnswer Token(Simulation simulation, Instance instance, HttpRequest request)
    {
        if (request.Method != "PUT") return HttpReply.Of(405, "");
        byte hops = (byte)instance.Metadata.PutResponseHopLimit;
        if (request["X-Forwarded-For"] is not null) return HttpReply.Of(403, "", ttl: hops);
        bool isGood = int.TryParse(request[TtlHeader], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= 1 and <= LongestSeconds;
        if (!isGood) return HttpReply.Of(400, "", ttl: hops);
        string token = $"AQAEA{AwsIds.Derive("token", simulation.Design.AccountId, instance.Id, _tokens.Count.ToString(CultureInfo.InvariantCulture))[6..]}==";
        _tokens[token] = (instance.Id, simulation.NowNs + (seconds * NanosecondsPerSecond));
        return HttpReply.Of(200, token, ttl: hops, header: $"{TtlHeader}: {seconds.ToString(CultureInfo.InvariantCulture)}");
    }

    private bool MayAsk(Simulation simulation, Instance instance, HttpRequest request)
    {
        if (request[TokenHeader] is not { } token) return !instance.Metadata.TokensRequired;
        return _tokens.TryGetValue(token, out (string InstanceId, long UntilNs) known) && known.InstanceId == instance.Id && simulation.NowNs < known.UntilNs;
    }

    private static Instance? InstanceOf(Design design, Asker asker) => design.Instances.FirstOrDefault(instance => instance.Id == asker.Interface.InstanceId);
}
