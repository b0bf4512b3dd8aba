using System.Collections.Immutable;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Linting;

/// <summary>Endpoints that nobody reaches, or whose names nobody finds.</summary>
internal static class EndpointLint
{
    private const int MostProbes = 2_000;
    private const ushort Https = 443;

    /// <summary>Services that are not, or not only, asked by HTTPS.</summary>
    private static readonly string[] _ownPorts = ["email-smtp", "cassandra", "transfer", "iot", "storagegateway", "elasticfilesystem", "workspaces", "greengrass", "msk"];

    public static void Check(Lint lint)
    {
        Lazy<Probes> probes = new(() => new Probes(lint.Fabric));
        Dictionary<string, int> places = [];
        for (int i = 0; i < lint.Design.NetworkInterfaces.Length; i++) places[lint.Design.NetworkInterfaces[i].Id] = i;
        foreach (VpcEndpoint endpoint in lint.Design.VpcEndpoints)
        {
            if (endpoint.Type == EndpointType.Gateway)
            {
                if (endpoint.RouteTableIds.IsEmpty && lint.KnowsRoutes)
                    lint.Report(LintRules.GatewayEndpointWithoutTable, endpoint.Name, $"The gateway endpoint {endpoint.Name} is associated with no route table: no packet finds it", "Associate it with the tables of the subnets that are to use it");
                continue;
            }
            if (endpoint.Type != EndpointType.Interface) continue;
            CheckNames(lint, endpoint);
            int[] own = [.. endpoint.NetworkInterfaceIds.Where(places.ContainsKey).Select(id => places[id])];
            if (endpoint.SubnetIds.IsEmpty && own.Length == 0)
                lint.Report(LintRules.EndpointWithoutSubnet, endpoint.Name, $"The interface endpoint {endpoint.Name} has no subnet, and so no address", "Name a subnet in each Availability Zone that is to use it");
            else if (own.Length > 0 && lint.KnowsGroups) CheckReached(lint, endpoint, own, probes.Value);
        }
    }

    private static void CheckReached(Lint lint, VpcEndpoint endpoint, int[] own, Probes probes)
    {
        bool https = IsAskedByHttps(endpoint.ServiceName);
        var groups = new GroupRules(lint.Fabric);
        string names = Lint.Some([.. endpoint.SecurityGroupIds.Select(lint.Lookup.NameOf)]);
        if (own.All(eni => groups.Guard(eni) && !OpensAnything(groups, lint.Design, eni, https)))
        {
            lint.Report(LintRules.EndpointUnreachable, endpoint.Name, $"Nobody reaches the endpoint {endpoint.Name}: its security groups ({names}) let {(https ? "tcp 443" : "nothing")} in from nobody",
                $"Add an inbound rule for {(https ? "tcp 443" : "the service's port")} from those who use it");
            return;
        }
        if (!https) return;
        Verdict? first = null;
        int asked = 0;
        foreach (int sender in Senders(lint.Design, lint.Fabric, own))
        {
            foreach (int eni in own)
            {
                if (asked >= MostProbes) return; // too large a network for a sure answer
                if (probes.Syn(sender, eni, Https) is not { } verdict) continue;
                if (verdict.Outcome == Outcome.Delivered) return;
                asked++;
                first ??= verdict;
            }
        }
        if (first is not { } sample) return;
        var text = new VerdictText(lint.Design);
        lint.Report(LintRules.EndpointUnreachable, endpoint.Name, $"No interface of the design reaches the endpoint {endpoint.Name} on tcp 443: the first one that was tried ends with {DropReasons.NameOf(sample.Reason)} at {text.Component(sample)} "
            + $"({text.Rule(sample)})", $"Open the way from those who use it: rules of {names} and of the senders' groups, network ACLs, routes", Severity.Warning);
    }

    private static bool OpensAnything(GroupRules groups, Design design, int eni, bool https) => https
        ? groups.FindOpening(eni, IpProtocol.Tcp, Https) is not null
        : design.NetworkInterfaces[eni].SecurityGroupIds.Any(id => design.SecurityGroups.Any(group => group.Id == id && !group.Ingress.IsEmpty));

    private static IEnumerable<int> Senders(Design design, Fabric fabric, int[] own)
    {
        HashSet<int> endpoints = [.. own];
        int vpc = fabric.VpcOf(own[0]);
        int[] hosts = [.. Enumerable.Range(0, design.NetworkInterfaces.Length)
            .Where(i => !endpoints.Contains(i) && design.NetworkInterfaces[i].Kind is InterfaceKind.Interface or InterfaceKind.Lambda or InterfaceKind.Service or InterfaceKind.Other)];
        return hosts.Where(i => fabric.VpcOf(i) == vpc).Concat(hosts.Where(i => fabric.VpcOf(i) != vpc));
    }

    private static bool IsAskedByHttps(string service) =>
        service.StartsWith("com.amazonaws.", StringComparison.Ordinal) && !service.Contains(".vpce-svc-", StringComparison.Ordinal) && !_ownPorts.Any(own => service.Contains($".{own}", StringComparison.Ordinal));

    // AWS refuses private DNS without both DNS attributes; behind servers of one's own it is theirs to ask AWS's.
    private static void CheckNames(Lint lint, VpcEndpoint endpoint)
    {
        if (!endpoint.PrivateDnsEnabled || lint.Lookup.Vpc(endpoint.VpcId) is not Vpc { DhcpOptionsId: { } id } vpc) return;
        if (lint.Design.DhcpOptions.FirstOrDefault(options => options.Id == id) is not { } set) return;
        ImmutableArray<string> servers = set.DomainNameServers;
        if (servers.IsEmpty || servers.Contains("AmazonProvidedDNS") || servers.Contains((vpc.CidrBlock.Network + 2).ToString())) return;
        lint.Report(LintRules.EndpointNamesElsewhere, endpoint.Name, $"Hosts of {vpc.Name} ask {string.Join(", ", servers)} for names ({set.Name}), who know nothing of the private names of {endpoint.Name}",
            "Let those servers forward to the Amazon DNS server, or name AmazonProvidedDNS");
    }
}
