using System.Collections.Immutable;
using System.Text;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Services;

/// <summary>The DHCP server of every subnet: the interface's own address, and what the VPC's option set says. (VPC guide, "DHCP option sets"; RFC 2131, RFC 2132)</summary>
internal sealed class DhcpServer : IDatagramApplication
{
    private const byte InterfaceMtu = 26, NetbiosNameServers = 44, NetbiosNodeType = 46;
    private const string AmazonProvidedDns = "AmazonProvidedDNS";
    private const int LeaseSeconds = 3600;

    public byte[]? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> question)
    {
        if (DhcpMessage.Read(question) is not { Operation: 1 } asked || Asker.At(simulation.Design, caller.Interface) is not { } asker) return null;
        if (asker is not { Interface.PrivateAddresses: [var own, ..], Subnet.CidrBlock: { } block }) return null;
        IpAddress router = block.Network + 1;
        byte type = asked.MessageType switch
        {
            DhcpMessage.Discover => DhcpMessage.Offer,
            DhcpMessage.Request => asked.Addresses(DhcpMessage.RequestedAddress).All(wanted => wanted == own.Address) ? DhcpMessage.Acknowledge : DhcpMessage.Refuse,
            _ => 0,
        };
        if (type == 0) return null;
        var answer = new DhcpMessage
        {
            Operation = 2,
            Transaction = asked.Transaction,
            Hardware = asked.Hardware,
            YourAddress = type == DhcpMessage.Refuse ? IpAddress.FromIPv4(0) : own.Address,
        };
        answer.With(DhcpMessage.Type, type).With(DhcpMessage.Server, [router]);
        if (type != DhcpMessage.Refuse) Furnish(answer, simulation.Design, asker, block, router);
        return answer.Write();
    }

    private static void Furnish(DhcpMessage answer, Design design, Asker asker, Cidr block, IpAddress router)
    {
        uint mask = uint.MaxValue << (32 - block.PrefixLength);
        answer.With(DhcpMessage.LeaseSeconds, 0, 0, LeaseSeconds >> 8, LeaseSeconds & 255)
            .With(DhcpMessage.SubnetMask, [IpAddress.FromIPv4(mask)])
            .With(DhcpMessage.Routers, [router])
            .With(InterfaceMtu, Host.JumboMtu >> 8, Host.JumboMtu & 255);
        DhcpOptions? options = design.DhcpOptions.FirstOrDefault(known => known.Id == asker.Vpc.DhcpOptionsId);
        IpAddress[] servers = [.. ServersOf(options?.DomainNameServers ?? [AmazonProvidedDns], asker.Vpc)];
        if (servers.Length > 0) answer.With(DhcpMessage.DnsServers, servers);
        if (DomainOf(options, asker.Vpc) is { } domain) answer.With(DhcpMessage.DomainName, Encoding.ASCII.GetBytes(domain));
        IpAddress[] clocks = AddressesIn(options?.NtpServers ?? []);
        if (clocks.Length > 0) answer.With(DhcpMessage.NtpServers, clocks);
        IpAddress[] netbios = AddressesIn(options?.NetbiosNameServers ?? []);
        if (netbios.Length > 0) answer.With(NetbiosNameServers, netbios);
        if (options?.NetbiosNodeType is { } node) answer.With(NetbiosNodeType, (byte)node);
    }

    private static IEnumerable<IpAddress> ServersOf(ImmutableArray<string> words, Vpc vpc)
    {
        foreach (string word in words)
        {
            if (word == AmazonProvidedDns) yield return vpc.CidrBlock.Network + 2;
            else if (IpAddress.TryParse(word, out IpAddress address) && address.IsIPv4) yield return address;
        }
    }

    // The default option set has the region's domain; one of the owner's has what it says.
    private static string? DomainOf(DhcpOptions? options, Vpc vpc) => options is null ? InstanceNames.PrivateDomain(vpc.Region) : options.DomainName;

    private static IpAddress[] AddressesIn(ImmutableArray<string> words) =>
        [.. words.Select(static word => IpAddress.TryParse(word, out IpAddress address) ? address : default).Where(static address => address.IsIPv4)];
}
