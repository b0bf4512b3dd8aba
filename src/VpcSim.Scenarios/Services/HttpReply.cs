using System.Globalization;
using System.Text;
using VpcSim.Scenarios.Hosts;

namespace VpcSim.Scenarios.Services;

/// <summary>HTTP responses of AWS's services. (RFC 9112)</summary>
internal static class HttpReply
{
    public static StreamAnswer Of(int status, string body, string type = "text/plain", byte? ttl = null, string? header = null)
    {
        byte[] content = Encoding.UTF8.GetBytes(body);
        string extra = header is null ? "" : $"{header}\r\n";
        string head = string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} {Reason(status)}\r\nContent-Type: {type}\r\nContent-Length: {content.Length}\r\n{extra}\r\n");
        return new StreamAnswer((byte[])[.. Encoding.ASCII.GetBytes(head), .. content]) { Ttl = ttl };
    }

    /// <summary>The answer to what is no HTTP; the connection is closed.</summary>
    public static StreamAnswer BadRequest() => Of(400, "") with { Closes = true };

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Error",
    };
}
