using VpcSim.Model.Addressing;
using VpcSim.Model.Endpoints;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::PrefixList</c>: a customer-managed prefix list.</summary>
internal static class PrefixListResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::PrefixList", "pl", Read, "PrefixListName AddressFamily MaxEntries Entries Tags");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryText("PrefixListName", out string? name) & r.TryText("AddressFamily", out string? family))) return;
        bool isIPv4 = family == "IPv4";
        if (!isIPv4 && family != "IPv6") r.Invalid("AddressFamily", $"Value ({family}) for parameter AddressFamily is invalid. Use IPv4 or IPv6.");
        List<Cidr> entries = [];
        foreach (PropertyReader entry in r.Mappings("Entries"))
        {
            if (!entry.TryCidr("Cidr", out Cidr cidr)) return;
            if (cidr.IsIPv4 == isIPv4) entries.Add(cidr);
            else entry.Invalid("Cidr", $"Value ({cidr}) for parameter Cidr is invalid. The list is of {family}.");
        }
        if (r.IsLeftOut) return;
        draft.PrefixLists.Add(new PrefixList
        {
            Name = r.Name,
            Id = r.Id,
            Region = r.Deployment.Region,
            AccountId = r.Deployment.AccountId,
            PrefixListName = name!,
            IsIPv4 = isIPv4,
            MaxEntries = r.Integer("MaxEntries") ?? entries.Count,
            Entries = [.. entries],
            AwsManaged = r.Observed.Boolean("AwsManaged") ?? false,
        });
    }
}
