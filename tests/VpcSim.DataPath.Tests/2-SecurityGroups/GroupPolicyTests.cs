using CsCheck;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Tests.Properties;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.SecurityGroups;
using VpcSim.Wire;

namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>Compiled rules against a reading of AWS's rule texts that shares no line with them.</summary>
public class GroupPolicyTests
{
    private static readonly Gen<string> Peer = Gen.Frequency((4, Some.Block), (1, Gen.Const("::/0")), (1, Gen.Const("sg-members")), (1, Gen.Const("pl-list")));

    private static readonly Gen<string> Rule = Gen.Select(
        Some.Of("all", "tcp", "udp", "icmp", "icmpv6", "47", "132"), Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 3], Peer,
        (protocol, shape, from, more, peer) => protocol switch
        {
            "tcp" or "udp" => shape switch { 0 => $"{protocol} {peer}", 1 => $"{protocol} 0-65535 {peer}", _ => $"{protocol} {from}-{from + more} {peer}" },
            "icmp" or "icmpv6" => shape switch { 0 => $"{protocol} {peer}", 1 => $"{protocol} {from} {peer}", _ => $"{protocol} {from}/{more} {peer}" },
            _ => $"{protocol} {peer}",
        });

    [Fact]
    public void A_packet_is_allowed_exactly_where_some_rule_says_so_in_AWSs_words() =>
        Gen.Select(Rule.Array[0, 5], Gen.Select(Some.Address, Some.Of(1, 6, 17, 47, 58, 132), Gen.UShort[0, 8], Gen.Byte[0, 5], Gen.Byte[0, 3], Gen.Bool))
            .Sample((rules, packet) =>
            {
                (string peer, int protocol, ushort port, byte type, byte code, bool portsKnown) = packet;
                string[] distinct = [.. rules.Distinct()];
                Design design = DesignOf(distinct);
                SecurityGroup group = design.SecurityGroups.Single(candidate => candidate.Name == "asked");
                GroupPolicy policy = new GroupPolicies(design).For([group.Id]).Ingress;
                var passage = new Passage
                {
                    Protocol = (byte)protocol,
                    DestinationPort = portsKnown ? port : (ushort)0,
                    IcmpType = portsKnown ? type : (byte)0,
                    IcmpCode = portsKnown ? code : (byte)0,
                    RulesSeePorts = portsKnown,
                    Traits = portsKnown ? PacketTraits.None : PacketTraits.LaterFragment,
                };
                IpAddress address = IpAddress.Parse(peer);
                int found = policy.FindRule(in passage, address);
                bool[] allowed = [.. group.Ingress.Select(rule => Allows(design, rule, address, protocol, port, type, code, portsKnown))];
                Assert.Equal(allowed.Contains(true), found >= 0);
                if (found >= 0) Assert.True(allowed[policy.Rules[found].Rule], $"the rule named, {group.Ingress[policy.Rules[found].Rule]}, does not allow the packet");
                bool openToAll = group.Ingress.Where((rule, i) => allowed[i] && rule.Cidr is { PrefixLength: 0 }).Any();
                if (found >= 0) Assert.Equal(openToAll, policy.Rules[found].IsOpenToAll);
            }, iter: 3000);

    // VPC guide, "Security group rules"; EC2 API, IpPermission.
    private static bool Allows(Design design, SecurityGroupRule rule, IpAddress peer, int protocol, int port, int type, int code, bool portsKnown)
    {
        bool fitsPeer = rule.Cidr is { } cidr ? Within(cidr, peer)
            : rule.PrefixListId is { } list ? design.PrefixLists.Single(candidate => candidate.Id == list).Entries.Any(entry => Within(entry, peer))
            : design.NetworkInterfaces.Any(eni => eni.SecurityGroupIds.Contains(rule.GroupId!) && eni.PrivateAddresses.Any(own => own.Address == peer));
        if (!fitsPeer || (rule.Protocol != -1 && rule.Protocol != protocol)) return false;
        if (rule.Protocol is 6 or 17)
        {
            bool every = (rule.FromPort, rule.ToPort) is (-1, -1) or (0, 65535);
            return every || (portsKnown && port >= rule.FromPort && port <= rule.ToPort);
        }
        if (rule.Protocol is 1 or 58)
        {
            if (rule.FromPort == -1) return true;
            return portsKnown && rule.FromPort == type && (rule.ToPort == -1 || rule.ToPort == code);
        }
        return true;
    }

    // By text, bit for bit.
    private static bool Within(Cidr block, IpAddress address)
    {
        if (block.IsIPv4 != address.IsIPv4) return false;
        string Bits(IpAddress value) => string.Concat(value.ToString().Split('.').Select(part => Convert.ToString(int.Parse(part), 2).PadLeft(8, '0')));
        return Bits(block.Network)[..block.PrefixLength] == Bits(address)[..block.PrefixLength];
    }

    private static Design DesignOf(string[] rules) => new DesignBuilder().Vpc().Subnet("a", "10.0.0.0/24").Subnet("b", "10.0.1.0/24")
        .PrefixList("list", "10.0.1.0/30", "10.0.2.4/30").Group("members").Eni("member", "10.0.0.6 10.0.0.7", "members").Eni("other", "10.0.1.4 10.0.1.5", "members")
        .Group("asked", [.. rules.Select(rule => $"in {rule}")]).Written;
}
