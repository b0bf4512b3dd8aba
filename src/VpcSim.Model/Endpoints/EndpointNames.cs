using VpcSim.Model.Naming;

namespace VpcSim.Model.Endpoints;

/// <summary>
/// The names that AWS gives to an interface endpoint: one for the region, which resolves to all of its addresses, and one for each zone.
/// (AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint")
/// </summary>
public static class EndpointNames
{
    private const int HashDigits = 8;

    /// <summary>Such as <c>vpce-0123456789abcdef0-0a1b2c3d.ssm.us-east-1.vpce.amazonaws.com</c>; the eight digits are derived.</summary>
    /// <param name="endpoint">An interface endpoint.</param>
    /// <param name="region">Its VPC's region.</param>
    public static string Regional(VpcEndpoint endpoint, string region) => $"{endpoint.Id}-{HashOf(endpoint, region)}.{Domain(endpoint, region)}";

    /// <summary>The name of its interface in one zone, such as <c>vpce-0123456789abcdef0-0a1b2c3d-us-east-1a.ssm.us-east-1.vpce.amazonaws.com</c>.</summary>
    /// <param name="endpoint">An interface endpoint.</param>
    /// <param name="region">Its VPC's region.</param>
    /// <param name="zone">Such as <c>us-east-1a</c>.</param>
    public static string Zonal(VpcEndpoint endpoint, string region, string zone) => $"{endpoint.Id}-{HashOf(endpoint, region)}-{zone}.{Domain(endpoint, region)}";

    private static string HashOf(VpcEndpoint endpoint, string region) => AwsIds.DeriveShort("vpce", "AWS", region, endpoint.Id)[^HashDigits..];

    // com.amazonaws.REGION.SERVICE, of which SERVICE may have dots of its own (ecr.api); com.amazonaws.vpce.REGION.vpce-svc-… of other services.
    private static string Domain(VpcEndpoint endpoint, string region)
    {
        string[] parts = endpoint.ServiceName.Split('.');
        string service = parts is ["com", "amazonaws", "vpce", _, .. var own] ? string.Join('.', own)
            : parts is ["com", "amazonaws", _, .. var aws] ? string.Join('.', aws)
            : endpoint.ServiceName;
        return $"{service}.{region}.vpce.amazonaws.com";
    }
}
