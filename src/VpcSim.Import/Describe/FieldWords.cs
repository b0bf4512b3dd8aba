using System.Collections.Frozen;

namespace VpcSim.Import.Describe;

/// <summary>What an answer calls what a template calls otherwise, for messages. Most fields have one name in both.</summary>
internal static class FieldWords
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byType = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal)
    {
        ["NetworkInterface"] = Words(("GroupSet", "Groups")),
        ["Instance"] = Words(("SecurityGroupIds", "SecurityGroups")),
        ["VPCEndpoint"] = Words(("SecurityGroupIds", "Groups")),
        ["EIP"] = Words(("Address", "PublicIp")),
        ["NatGateway"] = Words(("PrivateIpAddress", "PrivateIp"), ("SecondaryPrivateIpAddresses", "NatGatewayAddresses")),
        ["CustomerGateway"] = Words(("BgpAsnExtended", "BgpAsn")),
        ["VPNConnection"] = Words(("VpnTunnelOptionsSpecifications", "TunnelOptions"), ("DPDTimeoutSeconds", "DpdTimeoutSeconds")),
        ["DHCPOptions"] = Words(("DomainName", "domain-name"), ("DomainNameServers", "domain-name-servers"), ("NtpServers", "ntp-servers"), ("NetbiosNameServers", "netbios-name-servers")),
        ["SecurityGroupIngress"] = Words(("SourceSecurityGroupId", "UserIdGroupPairs"), ("SourcePrefixListId", "PrefixListIds")),
        ["SecurityGroupEgress"] = Words(("DestinationSecurityGroupId", "UserIdGroupPairs"), ("DestinationPrefixListId", "PrefixListIds")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="type">Without <c>AWS::EC2::</c>.</param>
    public static IReadOnlyDictionary<string, string>? Of(string type) => _byType.GetValueOrDefault(type);

    private static FrozenDictionary<string, string> Words(params (string Property, string Field)[] words) =>
        words.ToFrozenDictionary(word => word.Property, word => word.Field, StringComparer.Ordinal);
}
