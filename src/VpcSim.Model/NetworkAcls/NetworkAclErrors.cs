using VpcSim.Model.Designs;

namespace VpcSim.Model.NetworkAcls;

/// <summary>Refusals of network ACL entries that a form can write and the model cannot hold.</summary>
public static class NetworkAclErrors
{
    /// <summary>A network ACL entry takes a CIDR block and no prefix list. (EC2 API, CreateNetworkAclEntry, CidrBlock)</summary>
    /// <param name="resource">The entry's logical id, or its network ACL's.</param>
    /// <param name="value">What stands where the block belongs, such as <c>pl-63a5400a</c>.</param>
    public static DesignError PrefixListNotAllowed(string resource, string value) => new(
        "InvalidParameterValue",
        $"Value ({value}) for parameter cidrBlock is invalid. A network ACL entry cannot name a prefix list; write its CIDR blocks.",
        resource);
}
