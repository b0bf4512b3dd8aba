using System.Collections.Immutable;
using VpcSim.DataPath.Services;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Services.Dns;
using VpcSim.Scenarios.Services.Endpoints;
using VpcSim.Scenarios.Services.Metadata;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Services;

/// <summary>
/// The services that AWS offers in every VPC and behind endpoints, as hosts that answer: Amazon DNS, DHCP, instance metadata, time, licence activation, and the
/// AWS services of the region at their public addresses, behind gateway endpoints and behind interface endpoints.
/// </summary>
public static class AmazonServices
{
    private const byte Tcp = 6, Udp = 17;
    private const ushort Dns = 53, Dhcp = 67, Http = 80, Https = 443, Ntp = 123, Kms = 1688;

    /// <summary>The world with a host on the internet for each AWS service of its regions, at the address that Amazon DNS gives for its name.</summary>
    public static World In(World world)
    {
        ImmutableArray<OutsideHost>.Builder hosts = world.OutsideHosts.ToBuilder();
        ImmutableArray<(string, HostService)>.Builder services = world.Services.ToBuilder();
        var taken = world.OutsideHosts.SelectMany(static host => host.Addresses).ToHashSet();
        foreach (string region in RegionsOf(world.Design))
        {
            foreach (PublicService service in PublicServices.Of(region))
            {
                if (service.Addresses.Any(taken.Contains)) continue;
                taken.UnionWith(service.Addresses);
                string name = $"AWS {service.Domain}";
                hosts.Add(new OutsideHost(name, service.Addresses));
                services.Add((name, Web(Http, null, service.Code)));
                services.Add((name, Web(Https, null, service.Code)));
            }
        }
        return world with { OutsideHosts = hosts.ToImmutable(), Services = services.ToImmutable() };
    }

    /// <summary>Lets the services of the VPC answer in a simulation, and those behind its endpoints, also behind endpoints that are made later.</summary>
    public static void Serve(Simulation simulation)
    {
        var dns = new DnsServer();
        Host amazonDns = simulation.AddService(VpcService.AmazonDns, "Amazon DNS");
        amazonDns.Run(new HostService(Udp, Dns) { Datagrams = dns });
        amazonDns.Run(new HostService(Tcp, Dns) { Streams = dns });
        simulation.NamesOutside = (name, type) => DnsServer.AnswerOutside(simulation, name, type);
        simulation.AddService(VpcService.Dhcp, "DHCP").Run(new HostService(Udp, Dhcp) { Datagrams = new DhcpServer() });
        simulation.AddService(VpcService.InstanceMetadata, "instance metadata").Run(new HostService(Tcp, Http) { Streams = new MetadataServer() });
        simulation.AddService(VpcService.AmazonTimeSync, "Amazon Time Sync").Run(new HostService(Udp, Ntp) { Datagrams = new TimeServer() });
        simulation.AddService(VpcService.WindowsLicensing, "Windows licence activation").Run(new HostService(Tcp, Kms) { Streams = new KeyManagementServer() });
        var served = new HashSet<string>(StringComparer.Ordinal);
        ServeEndpoints(simulation, simulation.Design, served);
        simulation.Changed += (design, _) => ServeEndpoints(simulation, design, served);
    }

    private static void ServeEndpoints(Simulation simulation, Design design, HashSet<string> served)
    {
        for (int i = 0; i < design.VpcEndpoints.Length; i++)
        {
            VpcEndpoint endpoint = design.VpcEndpoints[i];
            if (endpoint.Type is not (EndpointType.Gateway or EndpointType.Interface) || !served.Add(endpoint.Id)) continue;
            string code = endpoint.ServiceName[(endpoint.ServiceName.LastIndexOf('.') + 1)..];
            if (endpoint.Type == EndpointType.Gateway)
            {
                Host behind = simulation.AddEndpointService(i, $"{code} behind {endpoint.Name}");
                behind.Run(Web(Http, i, code));
                behind.Run(Web(Https, i, code));
                continue;
            }
            for (int place = 0; place < design.NetworkInterfaces.Length; place++)
            {
                if (!endpoint.NetworkInterfaceIds.Contains(design.NetworkInterfaces[place].Id)) continue;
                Host host = simulation.HostOfInterface(place);
                if (host.ServiceAt(Tcp, Https) is null) host.Run(Web(Https, i, code));
                if (host.ServiceAt(Tcp, Http) is null) host.Run(Web(Http, i, code));
            }
        }
    }

    private static HostService Web(ushort port, int? endpoint, string code) => new(Tcp, port) { Streams = new WebService(endpoint, code) };

    private static IEnumerable<string> RegionsOf(Design design) => design.Vpcs.Select(static vpc => vpc.Region).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
