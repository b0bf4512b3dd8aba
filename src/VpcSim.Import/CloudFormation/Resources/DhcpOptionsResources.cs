using VpcSim.Model.Vpcs;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::DHCPOptions</c> and <c>AWS::EC2::VPCDHCPOptionsAssociation</c>.</summary>
internal static class DhcpOptionsResources
{
    public static readonly ResourceKind Options = new("AWS::EC2::DHCPOptions", "dopt", ReadOptions,
        "DomainName DomainNameServers NtpServers NetbiosNameServers NetbiosNodeType Ipv6AddressPreferredLeaseTime Tags");

    public static readonly ResourceKind Association = new("AWS::EC2::VPCDHCPOptionsAssociation", "doptassoc", ReadAssociation, "VpcId DhcpOptionsId");

    private static void ReadOptions(ResourceReader r, DesignDraft draft)
    {
        DhcpOptions options = new()
        {
            Name = r.Name,
            Id = r.Id,
            DomainName = r.Text("DomainName"),
            DomainNameServers = r.Texts("DomainNameServers"),
            NtpServers = r.Texts("NtpServers"),
            NetbiosNameServers = r.Texts("NetbiosNameServers"),
            NetbiosNodeType = r.Integer("NetbiosNodeType"),
        };
        if (!r.IsLeftOut) draft.DhcpOptions.Add(options);
    }

    /// <summary>The id <c>default</c> takes every option set away. (EC2 API, "AssociateDhcpOptions")</summary>
    private static void ReadAssociation(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("VpcId", "vpc", out string? vpcId) & r.TryText("DhcpOptionsId", out string? optionsId))) return;
        if (optionsId == "default") return;
        if (!IdCheck.IsInDesign(r, optionsId!, "dopt", r.PlaceOf("DhcpOptionsId"))) return;
        draft.Vpcs[vpcId!] = draft.Vpcs[vpcId!] with { DhcpOptionsId = optionsId };
    }
}
