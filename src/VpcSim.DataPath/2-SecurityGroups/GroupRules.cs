using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>Asks the security groups of an interface what they would let in or out, by the rules that packets meet, without a packet.</summary>
public sealed class GroupRules(Fabric fabric)
{
    /// <summary>Whether security groups guard an interface at all (they do not guard NAT and transit gateways).</summary>
    /// <param name="networkInterface">Its place in the design.</param>
    public bool Guard(int networkInterface) => fabric.Interfaces[networkInterface].Ingress is not null;

    /// <summary>The rule that allows what a peer sends to a port, or an interface sends to a peer's port; null where none does.</summary>
    /// <param name="networkInterface">Its place in the design, of an interface that groups guard.</param>
    /// <param name="egress">Whether the interface is the one that sends.</param>
    /// <param name="protocol">IANA number.</param>
    /// <param name="port">The destination port; for ICMP the type.</param>
    /// <param name="peer">The address at the other end.</param>
    public SecurityGroupRule? Find(int networkInterface, bool egress, byte protocol, ushort port, IpAddress peer)
    {
        GroupPolicy policy = PolicyOf(networkInterface, egress);
        Passage packet = PacketTo(protocol, port);
        int place = policy.FindRule(in packet, peer);
        return place < 0 ? null : Noun(policy.Rules[place], egress);
    }

    /// <summary>The first rule that opens a port to anybody, whoever that is; null where it is closed to all.</summary>
    /// <param name="networkInterface">Its place in the design, of an interface that groups guard.</param>
    /// <param name="protocol">IANA number.</param>
    /// <param name="port">The port; for ICMP the type.</param>
    public SecurityGroupRule? FindOpening(int networkInterface, byte protocol, ushort port)
    {
        Passage packet = PacketTo(protocol, port);
        foreach (CompiledRule rule in PolicyOf(networkInterface, egress: false).Rules)
            if (rule.MatchesProtocol(in packet)) return Noun(rule, egress: false);
        return null;
    }

    /// <summary>Where the rule stands that decided at an interface: its group's place in the design, and its place in that group's list.</summary>
    /// <param name="networkInterface">The interface's place in the design, of one that groups guard.</param>
    /// <param name="egress">The direction.</param>
    /// <param name="rule">The rule's number in a trail: an interface's rules are numbered through all of its groups.</param>
    public (int Group, int Rule) PlaceOf(int networkInterface, bool egress, int rule)
    {
        CompiledRule compiled = PolicyOf(networkInterface, egress).Rules[rule];
        return (compiled.Group, compiled.Rule);
    }

    private GroupPolicy PolicyOf(int networkInterface, bool egress)
    {
        FabricInterface eni = fabric.Interfaces[networkInterface];
        return (egress ? eni.Egress : eni.Ingress) ?? throw new ArgumentException($"No security group guards {eni.Noun.Id}.", nameof(networkInterface));
    }

    private SecurityGroupRule Noun(CompiledRule rule, bool egress)
    {
        Design design = fabric.Design;
        return egress ? design.SecurityGroups[rule.Group].Egress[rule.Rule] : design.SecurityGroups[rule.Group].Ingress[rule.Rule];
    }

    private static Passage PacketTo(byte protocol, ushort port) => new()
    {
        Protocol = protocol,
        IsIPv6 = protocol == IpProtocol.IcmpV6,
        DestinationPort = port,
        IcmpType = protocol is IpProtocol.Icmp or IpProtocol.IcmpV6 ? (byte)port : (byte)0,
        PortsKnown = true,
        RulesSeePorts = true,
    };
}
