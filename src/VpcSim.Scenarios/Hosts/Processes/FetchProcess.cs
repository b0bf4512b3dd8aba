using System.Globalization;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Hosts.Tcp;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Resolves the host of a URL, connects, asks, and reads the response.</summary>
internal sealed class FetchProcess(Process process, Fetch fetch)
{
    public void Begin()
    {
        if (!Fetch.TryUrl(fetch.Url, out Uri? url))
        {
            process.CannotDo(ActionOutcome.Failed, $"'{fetch.Url}' is no URL such as http://WebServer/index.html");
            return;
        }
        string host = Fetch.HostIn(fetch.Url, url);
        if (fetch.TimeoutNs is { } limit) process.After(limit, () => process.End(ActionOutcome.TimedOut, "the process waited no longer"));
        process.Find(host, prefersIPv6: false, to =>
        {
            string request = $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\nConnection: close\r\n\r\n";
            process.TryConnect(to, (ushort)url.Port, new HttpExchange(process, request, Tell));
        });
    }

    private void Tell(HttpResponse? response, StreamEnd end)
    {
        if (response is null) process.End(end == StreamEnd.Closed ? ActionOutcome.Failed : Process.OutcomeOf(end), "no whole response came");
        else process.End(response.Status is >= 200 and < 400 ? ActionOutcome.Answered : ActionOutcome.Failed, Said(response));
    }

    private static string Said(HttpResponse response) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}, {response.BodyBytes} bytes");
}
