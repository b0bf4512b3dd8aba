using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>Up to four servers of a kind, and AWS's own DNS server by itself. (VPC guide, "DHCP option set concepts"; EC2 API, "CreateDhcpOptions")</summary>
internal static class DhcpOptionsChecks
{
    private const int MostServers = 4;
    private const string Own = "AmazonProvidedDNS";

    public static void Check(Draft draft)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (DhcpOptions options in draft.AsWritten.DhcpOptions)
        {
            ids.Add(options.Id);
            CheckServers(draft, options, "domain-name-servers", options.DomainNameServers);
            CheckServers(draft, options, "ntp-servers", [.. options.NtpServers.Where(IsIPv4)]);
            CheckServers(draft, options, "ntp-servers", [.. options.NtpServers.Where(server => !IsIPv4(server))]);
            CheckServers(draft, options, "netbios-name-servers", options.NetbiosNameServers);
            if (options.NetbiosNodeType is not (null or 1 or 2 or 4 or 8))
                draft.Refuse("InvalidParameterValue", $"Value ({options.NetbiosNodeType}) for parameter netbios-node-type is invalid: 1, 2, 4 or 8.", options.Name);
        }
        foreach (Vpc vpc in draft.Vpcs)
        {
            if (vpc.DhcpOptionsId is { } id && !ids.Contains(id))
                draft.RefuseMissing("InvalidDhcpOptionsID.NotFound", $"The dhcpOption ID '{id}' does not exist.", vpc.Name);
        }
    }

    private static bool IsIPv4(string server) => IpAddress.TryParse(server, out IpAddress address) && address.IsIPv4;

    private static void CheckServers(Draft draft, DhcpOptions options, string name, ImmutableArray<string> servers)
    {
        if (servers.Length > MostServers)
            draft.Refuse("InvalidParameterValue", $"The option {name} takes up to four servers of an address family, not {servers.Length}.", options.Name);
        foreach (string server in servers)
        {
            if (server == Own && name == "domain-name-servers") continue;
            if (!IpAddress.TryParse(server, out _))
                draft.Refuse("InvalidParameterValue", $"Value ({server}) for parameter {name} is invalid: an address of a server"
                    + (name == "domain-name-servers" ? $", or {Own}." : "."), options.Name);
        }
    }
}
