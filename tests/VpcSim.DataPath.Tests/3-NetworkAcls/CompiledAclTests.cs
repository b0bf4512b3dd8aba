using CsCheck;
using VpcSim.DataPath.NetworkAcls;
using VpcSim.DataPath.Tests.Properties;
using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.DataPath.Tests.NetworkAcls;

/// <summary>The compiled ACL against a plain reading of AWS's text: from the lowest number up, the first entry that matches.</summary>
public class CompiledAclTests
{
    private static readonly Gen<NetworkAclEntry> Entry = Gen.Select(
        Gen.Int[1, 30], Gen.Bool, Gen.Bool, Some.Of(-1, 1, 6, 17, 47, 58), Gen.Frequency((5, Some.Block), (1, Gen.Const("::/0"))), Gen.Int[-1, 3], Gen.Int[-1, 3],
        (number, egress, allow, protocol, block, from, more) => new NetworkAclEntry
        {
            RuleNumber = number,
            Egress = egress,
            Allow = allow,
            Protocol = protocol,
            CidrBlock = Cidr.Parse(block),
            FromPort = from < 0 ? -1 : from,
            ToPort = from < 0 ? -1 : from + Math.Max(0, more),
            IcmpType = from,
            IcmpCode = from < 0 ? -1 : more,
        });

    [Fact] // VPC guide, "Network ACLs"; EC2 API, CreateNetworkAclEntry
    public void The_lowest_numbered_entry_that_matches_decides_and_nothing_else() =>
        Gen.Select(Entry.Array[0, 8], Gen.Bool, Some.Address, Some.Of(1, 6, 17, 47), Gen.UShort[0, 5], Gen.Byte[0, 3], Gen.Byte[0, 3])
            .Sample((written, egress, peer, protocol, port, type, code) =>
            {
                NetworkAclEntry[] entries = [.. written.DistinctBy(entry => (entry.RuleNumber, entry.Egress))];
                var acl = new CompiledAcl(new NetworkAcl { Name = "acl", Id = "acl-1", VpcId = "vpc-1", Entries = [.. entries] });
                IpAddress address = IpAddress.Parse(peer);
                var passage = new Passage
                {
                    Source = egress ? default : address,
                    Destination = egress ? address : default,
                    Protocol = (byte)protocol,
                    DestinationPort = port,
                    IcmpType = type,
                    IcmpCode = code,
                    RulesSeePorts = true,
                };
                bool allowed = acl.Allows(in passage, egress, out int place);
                NetworkAclEntry? decides = null;
                for (int number = 1; number <= 30 && decides is null; number++)
                    decides = entries.FirstOrDefault(entry => entry.RuleNumber == number && entry.Egress == egress && Matches(entry, address, protocol, port, type, code));
                Assert.Equal(decides?.Allow ?? false, allowed);
                Assert.Equal(decides is null ? -1 : Array.IndexOf(entries, decides), place);
            }, iter: 3000);

    private static bool Matches(NetworkAclEntry entry, IpAddress peer, int protocol, int port, int type, int code)
    {
        int hostBits = 32 - entry.CidrBlock.PrefixLength;
        if (!entry.CidrBlock.IsIPv4 || (ulong)peer.IPv4Bits >> hostBits != (ulong)entry.CidrBlock.Network.IPv4Bits >> hostBits) return false;
        if (entry.Protocol != -1 && entry.Protocol != protocol) return false;
        return entry.Protocol switch
        {
            6 or 17 => entry.FromPort == -1 || (port >= entry.FromPort && port <= entry.ToPort),
            1 => entry.IcmpType == -1 || (entry.IcmpType == type && (entry.IcmpCode == -1 || entry.IcmpCode == code)),
            _ => true,
        };
    }
}
