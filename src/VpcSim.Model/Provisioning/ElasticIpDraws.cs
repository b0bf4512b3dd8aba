using VpcSim.Model.Addressing;
using VpcSim.Model.Gateways;
using VpcSim.Model.Naming;

namespace VpcSim.Model.Provisioning;

/// <summary>Gives every Elastic IP an address of its own: one without an address draws, and of two drawn alike the later name draws again.</summary>
internal static class ElasticIpDraws
{
    public static HashSet<IpAddress> Apply(Draft draft)
    {
        var taken = new HashSet<IpAddress>();
        int[] order = Ordinal.Order(draft.ElasticIps, static elasticIp => elasticIp.Name);
        foreach (int position in order)
            if (!IsDrawn(draft, draft.ElasticIps[position])) taken.Add(draft.ElasticIps[position].PublicAddress);
        foreach (int position in order)
        {
            ElasticIp elasticIp = draft.ElasticIps[position];
            if (!IsDrawn(draft, elasticIp)) continue;
            IpAddress address = Draw(draft, elasticIp.AccountId ?? draft.AsWritten.AccountId, elasticIp.Region ?? draft.AsWritten.Region, elasticIp.Name, taken);
            if (address != elasticIp.PublicAddress) draft.ElasticIps[position] = elasticIp with { PublicAddress = address };
        }
        return taken;
    }

    /// <summary>A public address for a name that nobody has yet; it is taken from now on.</summary>
    public static IpAddress Draw(Draft draft, string account, string region, string name, HashSet<IpAddress> taken)
    {
        IpAddress address = Draws.PublicIpv4(account, region, name, draft.Options.IpRanges);
        for (int attempt = 1; !taken.Add(address); attempt++)
            address = Draws.PublicIpv4(account, region, $"{name}#{attempt}", draft.Options.IpRanges);
        return address;
    }

    private static bool IsDrawn(Draft draft, ElasticIp elasticIp) =>
        elasticIp.PublicAddress == default
        || elasticIp.PublicAddress
            == Draws.PublicIpv4(elasticIp.AccountId ?? draft.AsWritten.AccountId, elasticIp.Region ?? draft.AsWritten.Region, elasticIp.Name, draft.Options.IpRanges);
}
