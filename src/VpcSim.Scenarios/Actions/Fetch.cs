using System.Diagnostics.CodeAnalysis;

namespace VpcSim.Scenarios.Actions;

/// <summary>An HTTP GET over TCP. TLS is not spoken: <c>https</c> connects to port 443 and sends the same bytes as they are.</summary>
/// <param name="From">The host.</param>
/// <param name="Url">As <c>http://WebServer/index.html</c>, <c>https://s3.us-east-1.amazonaws.com/bucket/key</c>.</param>
public sealed record Fetch(string From, string Url) : HostAction(From)
{
    /// <summary>The host in a URL as it was written: a URL's host is lower case by itself, names of hosts in a design are not.</summary>
    internal static string HostIn(string text, Uri url)
    {
        int at = text.IndexOf(url.Host, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? url.DnsSafeHost : text.Substring(at, url.Host.Length).Trim('[', ']');
    }

    /// <summary>Reads a URL of HTTP or HTTPS; without a scheme it is one of HTTP.</summary>
    internal static bool TryUrl(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out url) && url.Scheme is "http" or "https";
}
