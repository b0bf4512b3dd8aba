using System.Text.Json;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Validation;

/// <summary>
/// Endpoint policies are JSON. What they deny the service answers with an HTTP 403; no packet is dropped for it.
/// (AWS PrivateLink guide, "Control access to VPC endpoints using endpoint policies")
/// </summary>
internal static class EndpointPolicyChecks
{
    public static void Check(Draft draft, VpcEndpoint endpoint)
    {
        if (endpoint.PolicyDocument is not { } policy) return;
        if (endpoint.Type == EndpointType.GatewayLoadBalancer)
            draft.Refuse("InvalidParameter", "Endpoint policies are not supported by an endpoint of the type GatewayLoadBalancer.", endpoint.Name);
        else if (Mistake(policy, out bool full) is { } mistake)
            draft.Refuse("InvalidPolicyDocument", $"The policy is no policy document: {mistake}.", endpoint.Name);
        else if (!full)
            draft.Findings.Add(new Finding("endpoint-policy", $"The policy of {endpoint.Name} is judged by the service, which answers what it denies with an HTTP 403; "
                + "no packet is dropped for it.", endpoint.Name));
    }

    private static string? Mistake(string policy, out bool full)
    {
        full = false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(policy);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return "it is no JSON object";
            if (!document.RootElement.TryGetProperty("Statement", out JsonElement statement)) return "it has no Statement";
            JsonElement[] statements = statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : [statement];
            if (statements.Length == 0) return "its Statement is empty";
            foreach (JsonElement one in statements)
                if (MistakeIn(one) is { } mistake) return mistake;
            full = statements.Length == 1 && GivesFullAccess(statements[0]);
            return null;
        }
        catch (JsonException)
        {
            return "it is no JSON";
        }
    }

    private static string? MistakeIn(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object) return "a statement is no object";
        if (!statement.TryGetProperty("Effect", out JsonElement effect) || effect.ValueKind != JsonValueKind.String || effect.GetString() is not ("Allow" or "Deny"))
            return "the Effect of a statement is neither Allow nor Deny";
        bool acts = statement.TryGetProperty("Action", out _) || statement.TryGetProperty("NotAction", out _);
        return acts ? null : "a statement names no Action";
    }

    // What AWS puts there by itself.
    private static bool GivesFullAccess(JsonElement statement) =>
        statement.GetProperty("Effect").GetString() == "Allow" && IsStar(statement, "Action") && IsStar(statement, "Resource") && IsStar(statement, "Principal")
        && !statement.TryGetProperty("Condition", out _);

    private static bool IsStar(JsonElement statement, string property)
    {
        if (!statement.TryGetProperty(property, out JsonElement value)) return false;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1) value = value[0];
        return value.ValueKind == JsonValueKind.String && value.GetString() == "*";
    }
}
