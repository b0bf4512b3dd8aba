using System.Globalization;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Services.Endpoints;

/// <summary>An AWS service: it answers every HTTP request with 200, or with 403 where the policy of the endpoint that it came by denies it.</summary>
/// <param name="endpoint">The endpoint's place in the design; null for the service's public address.</param>
/// <param name="code">The service as endpoints name it, such as <c>s3</c>.</param>
internal sealed class WebService(int? endpoint, string code) : IStreamApplication
{
    public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended)
    {
        if (!HttpRequest.TryRead(received, out HttpRequest? request)) return HttpReply.BadRequest();
        if (request is null) return null;
        if (endpoint is { } place && simulation.Design.VpcEndpoints[place] is { PolicyDocument: { } policy } by && !EndpointPolicy.Allows(policy, code, request))
        {
            return HttpReply.Of(403, string.Create(CultureInfo.InvariantCulture,
                $"<Error><Code>AccessDenied</Code><Message>The policy of the VPC endpoint {by.Id} does not allow {EndpointPolicy.ActionOf(code, request)}.</Message></Error>"), "application/xml");
        }
        return HttpReply.Of(200, $"{code} {request.Method} {request.Path}\n");
    }
}
