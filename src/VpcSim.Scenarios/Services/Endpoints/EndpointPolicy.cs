using System.Text.Json;

namespace VpcSim.Scenarios.Services.Endpoints;

/// <summary>
/// What an endpoint policy says of a request: an explicit denial wins, and what nothing allows is denied. (AWS PrivateLink guide, "Control access to VPC endpoints using
/// endpoint policies"; IAM guide, "Policy evaluation logic")
/// </summary>
/// <remarks>Principals are taken to match, and conditions to hold: hosts have no credentials.</remarks>
internal static class EndpointPolicy
{
    public static bool Allows(string policy, string code, HttpRequest request)
    {
        using JsonDocument document = JsonDocument.Parse(policy);
        JsonElement statement = document.RootElement.GetProperty("Statement");
        JsonElement[] statements = statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : [statement];
        string action = ActionOf(code, request), resource = ResourceOf(code, request);
        bool allowed = false;
        foreach (JsonElement one in statements)
        {
            if (!Covers(one, "Action", action, ignoresCase: true) || !Covers(one, "Resource", resource, ignoresCase: false)) continue;
            if (one.GetProperty("Effect").GetString() == "Deny") return false;
            allowed = true;
        }
        return allowed;
    }

    /// <summary>Such as <c>s3:GetObject</c>; of a service whose requests the path does not tell apart, all its actions: <c>ssm:*</c>.</summary>
    public static string ActionOf(string code, HttpRequest request) => code != "s3"
        ? $"{(code.Contains('.', StringComparison.Ordinal) ? code[..code.IndexOf('.', StringComparison.Ordinal)] : code)}:*"
        : (request.Method, KeyOf(request)) switch
        {
            ("PUT" or "POST", _) => "s3:PutObject",
            ("DELETE", _) => "s3:DeleteObject",
            (_, "") when BucketOf(request).Length == 0 => "s3:ListAllMyBuckets",
            (_, "") => "s3:ListBucket",
            _ => "s3:GetObject",
        };

    private static string ResourceOf(string code, HttpRequest request)
    {
        if (code != "s3") return "*";
        (string bucket, string key) = (BucketOf(request), KeyOf(request));
        return bucket.Length == 0 ? "*" : key.Length == 0 ? $"arn:aws:s3:::{bucket}" : $"arn:aws:s3:::{bucket}/{key}";
    }

    // bucket.s3.region.amazonaws.com/key, or s3.region.amazonaws.com/bucket/key
    private static string BucketOf(HttpRequest request) => HostBucket(request) ?? Segments(request).Bucket;

    private static string KeyOf(HttpRequest request) => HostBucket(request) is null ? Segments(request).Key : request.Path.Split('?')[0].TrimStart('/');

    private static string? HostBucket(HttpRequest request)
    {
        string host = (request["Host"] ?? "").Split(':')[0];
        int at = host.IndexOf(".s3.", StringComparison.OrdinalIgnoreCase);
        return at > 0 ? host[..at] : null;
    }

    private static (string Bucket, string Key) Segments(HttpRequest request)
    {
        string path = request.Path.Split('?')[0].TrimStart('/');
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
    }

    private static bool Covers(JsonElement statement, string name, string value, bool ignoresCase)
    {
        if (statement.TryGetProperty(name, out JsonElement patterns)) return Matches(patterns, value, ignoresCase);
        if (statement.TryGetProperty($"Not{name}", out JsonElement others)) return !Matches(others, value, ignoresCase);
        return true;
    }

    private static bool Matches(JsonElement patterns, string value, bool ignoresCase)
    {
        if (patterns.ValueKind == JsonValueKind.String) return Matches(patterns.GetString()!, value, ignoresCase);
        if (patterns.ValueKind != JsonValueKind.Array) return false;
        foreach (JsonElement pattern in patterns.EnumerateArray())
            if (pattern.ValueKind == JsonValueKind.String && Matches(pattern.GetString()!, value, ignoresCase)) return true;
        return false;
    }

    // A star stands for any letters, a question mark for one. What is asked as "all actions" is covered by any action of the service.
    private static bool Matches(string pattern, string value, bool ignoresCase)
    {
        if (ignoresCase) (pattern, value) = (pattern.ToLowerInvariant(), value.ToLowerInvariant());
        if (value == "*") return true;
        if (value.EndsWith(":*", StringComparison.Ordinal) && pattern.StartsWith(value[..^1], StringComparison.Ordinal)) return true;
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: false);
    }
}
