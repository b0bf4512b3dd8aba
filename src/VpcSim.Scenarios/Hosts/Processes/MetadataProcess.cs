using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Hosts.Tcp;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Gets a session token, then what was asked for. It waits a second for each, as AWS's SDKs do (AWS SDKs guide, "IMDS credential provider", metadata_service_timeout).</summary>
internal sealed class MetadataProcess(Process process, Metadata metadata)
{
    private const long PatienceNs = 1_000_000_000;
    private const ushort Http = 80;
    private static readonly IpAddress OverIPv4 = IpAddress.FromIPv4(169, 254, 169, 254), OverIPv6 = new(0xFD00_0EC2_0000_0000, 0x254);
    private IpAddress To => metadata.OverIPv6 ? OverIPv6 : OverIPv4;

    private string HostHeader => metadata.OverIPv6 ? $"[{OverIPv6}]" : $"{OverIPv4}";

    public void Begin()
    {
        if (metadata.WithoutToken) Get(null);
        else Ask($"PUT /latest/api/token HTTP/1.1\r\nHost: {HostHeader}\r\nX-aws-ec2-metadata-token-ttl-seconds: 21600\r\nContent-Length: 0\r\n\r\n", GotToken, "the session token");
    }

    private void GotToken(HttpResponse token)
    {
        if (token.Status == 200) Get(token.Body);
        else process.End(ActionOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"HTTP {token.Status} instead of a session token"));
    }

    private void Get(string? token)
    {
        string path = metadata.Path.StartsWith('/') ? metadata.Path : $"/{metadata.Path}";
        string header = token is null ? "" : $"X-aws-ec2-metadata-token: {token}\r\n";
        Ask($"GET {path} HTTP/1.1\r\nHost: {HostHeader}\r\n{header}\r\n", GotAnswer, path);
    }

    private void GotAnswer(HttpResponse response)
    {
        process.Result.Values = [response.Body];
        string said = response.Status == 200 ? response.Body : string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}");
        process.End(response.Status == 200 ? ActionOutcome.Answered : ActionOutcome.Failed, said);
    }

    private void Ask(string request, Action<HttpResponse> then, string what)
    {
        bool told = false;
        process.Result.Requests++;
        Connection? connection = process.TryConnect(To, Http, new HttpExchange(process, request, (response, end) =>
        {
            told = true;
            if (process.Result.IsOver) return;
            if (response is null) process.End(end == StreamEnd.Closed ? ActionOutcome.Failed : Process.OutcomeOf(end), $"no response for {what}");
            else
            {
                process.Result.Answers++;
                then(response);
            }
        }));
        if (connection is null) return;
        int generation = connection.Generation;
        process.After(metadata.TimeoutNs ?? PatienceNs, () =>
        {
            if (told) return;
            process.End(ActionOutcome.TimedOut, $"no response for {what}");
            if (connection.Generation == generation) process.Simulation.Stacks.Tcp.Close(connection);
        });
    }
}
