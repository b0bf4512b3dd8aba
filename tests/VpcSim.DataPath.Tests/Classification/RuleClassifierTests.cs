using CsCheck;
using VpcSim.DataPath.Classification;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.NetworkAcls;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Tests.Properties;
using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.DataPath.Tests.Classification;

/// <summary>The compiled classifier names the rule that asking one after the other names, whatever the rules and the packet.</summary>
public class RuleClassifierTests
{
    private static readonly AddressSet[] Groups = [SetOf("10.0.1.4", "10.0.2.5", "2001:db8::4"), SetOf("10.0.1.4", "10.0.0.1"), SetOf()];

    private static readonly Gen<IpAddress> Address = Gen.Frequency(
        (6, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 7]).Select((third, host) => IpAddress.FromIPv4(10, 0, (byte)third, (byte)host))),
        (1, Some.Of("0.0.0.0", "255.255.255.255", "192.168.0.1").Select(IpAddress.Parse)),
        (3, Some.Of("::", "::fffe:ffff:ffff", "::1:0:0:0", "2001:db8::4", "2001:db8:0:1::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").Select(IpAddress.Parse)));

    private static readonly Gen<Cidr> Block = Gen.Select(Address, Gen.Int[0, 32], Gen.Int[0, 128], (address, length, longLength) => new Cidr(address, address.IsIPv4 ? length : longLength));

    private static readonly Gen<(int Protocol, int From, int To)> Service =
        Gen.Select(Some.Of(-1, 1, 6, 17, 58, 47, 132), Gen.Int[0, 4], Gen.Int[0, 9], Gen.Int[0, 4], (protocol, shape, from, more) => shape switch
        {
            0 => (protocol, -1, -1),
            1 => (protocol, 0, protocol is 1 or 58 ? -1 : 65535),
            2 => (protocol, from, protocol is 1 or 58 ? -1 : from),
            _ => (protocol, from, protocol is 1 or 58 ? more : from + more),
        });

    private static readonly Gen<Passage> Packet = Gen.Select(
        Some.Of<byte>(1, 6, 17, 58, 47, 132, 99), Gen.Frequency((6, Gen.Int[0, 15]), (1, Some.Of(65534, 65535))), Gen.Byte[0, 12], Gen.Byte[0, 6], Gen.Bool, Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))),
        (protocol, port, type, code, forwarded, portsSeen) => new Passage
        {
            Protocol = protocol,
            DestinationPort = (ushort)port,
            IcmpType = type,
            IcmpCode = code,
            Forwarded = forwarded,
            RulesSeePorts = portsSeen,
        });

    [Fact]
    public void It_finds_the_rule_of_security_groups_that_asking_one_after_the_other_finds() =>
        Gen.Select(GroupRules(RuleClassifier.FewRules + 1, 200), Gen.Select(Packet, Address).Array[40])
            .Sample((rules, packets) =>
            {
                var policy = new GroupPolicy(rules);
                Assert.NotNull(RuleClassifier.Of(rules, place => rules[place].IsOpenToAll));
                foreach ((Passage packet, IpAddress peer) in packets) Assert.Equal(policy.WalkRules(in packet, peer), policy.FindRule(in packet, peer));
            }, iter: 400);

    [Fact]
    public void It_finds_the_entry_of_network_ACLs_that_asking_one_after_the_other_finds() =>
        Gen.Select(AclEntries(RuleClassifier.FewRules + 1, 100), Gen.Select(Packet, Address, Gen.Bool).Array[40])
            .Sample((entries, packets) =>
            {
                var acl = new CompiledAcl(new NetworkAcl { Name = "acl", Id = "acl-1", VpcId = "vpc-1", Entries = [.. entries] });
                foreach ((Passage packet, IpAddress peer, bool egress) in packets)
                {
                    Passage passage = packet;
                    (passage.Source, passage.Destination) = (peer, peer);
                    bool walked = acl.WalkAllows(in passage, egress, out int expected);
                    Assert.Equal((walked, expected), (acl.Allows(in passage, egress, out int found), found));
                }
            }, iter: 400);

    [Fact]
    public void Few_rules_are_asked_one_after_the_other() =>
        Assert.Null(RuleClassifier.Of([.. Enumerable.Repeat(RuleOf((6, 1, 2), [Cidr.AnyIPv4], null, 0), RuleClassifier.FewRules)], _ => false));

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        CompiledRule[] rules = [.. Enumerable.Range(0, 300).Select(place => RuleOf((6, place, place), place % 7 == 0 ? [] : [Cidr.AnyIPv4], place % 7 == 0 ? Groups[place % 3] : null, place))];
        var policy = new GroupPolicy(rules);
        var packet = new Passage { Protocol = 6, DestinationPort = 299, RulesSeePorts = true };
        IpAddress peer = IpAddress.Parse("10.0.1.4");
        policy.FindRule(in packet, peer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = -1;
        for (int i = 0; i < 1000; i++) found = policy.FindRule(in packet, peer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(299, found);
    }

    private static Gen<CompiledRule[]> GroupRules(int least, int most) =>
        Gen.Select(Service, Block.Array[0, 3], Gen.Int[0, 3], Gen.Int[0, 9]).Array[least, most]
            .Select(written => written.Select((rule, place) => RuleOf(
                rule.Item1,
                rule.Item4 == 0 ? [Cidr.AnyIPv4] : rule.Item4 == 1 ? [Cidr.AnyIPv6] : rule.Item3 < 3 && rule.Item4 < 5 ? [] : rule.Item2,
                rule.Item4 > 1 && rule.Item3 < 3 && rule.Item4 < 5 ? Groups[rule.Item3] : null,
                place)).ToArray());

    private static Gen<NetworkAclEntry[]> AclEntries(int least, int most) =>
        Gen.Select(Service, Block, Gen.Bool, Gen.Bool).Array[least, most].Select(written => written.Select((entry, place) => EntryOf(entry.Item1, entry.Item2, entry.Item3, entry.Item4, place)).ToArray());

    private static NetworkAclEntry EntryOf((int Protocol, int From, int To) service, Cidr block, bool egress, bool allow, int place) => new()
    {
        RuleNumber = place + 1,
        Egress = egress,
        Allow = allow,
        Protocol = service.Protocol,
        CidrBlock = block,
        FromPort = service.From,
        ToPort = service.To,
        IcmpType = service.From,
        IcmpCode = service.To,
    };

    private static CompiledRule RuleOf((int Protocol, int From, int To) service, Cidr[] peers, AddressSet? members, int place) =>
        new(service.Protocol, service.From, service.To, peers, members, group: 0, place);

    private static AddressSet SetOf(params string[] addresses) => new(addresses.Select(IpAddress.Parse));
}
