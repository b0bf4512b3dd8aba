using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay.Mapping;

/// <summary>What security groups say when they are asked is what they do to packets.</summary>
public class GroupRulesTests
{
    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    public static TheoryData<string, string, ushort> Questions
    {
        get
        {
            var questions = new TheoryData<string, string, ushort>();
            foreach (string client in new[] { "10.0.1.10", "10.0.1.20", "10.0.2.10", "203.0.113.5", "203.0.113.66" })
                foreach (string server in new[] { "10.0.1.10", "10.0.1.20", "10.0.2.10" })
                    foreach (ushort port in new ushort[] { 22, 80, 443, 5432, 8080 })
                        if (client != server && (client[0] == '1' || server != "10.0.2.10")) questions.Add(client, server, port);
            return questions;
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_rule_is_found_where_a_packet_would_pass(string client, string server, ushort port)
    {
        Replayed replayed = ThreeTier.Run(new Capture().Add(Frame.Tcp($"{client}:40000", $"{server}:{port}", "S")));
        var rules = new GroupRules(Fabric.Compile(ThreeTier.Design, DataPathSettings.Default));
        NetworkInterface receiver = ThreeTier.Design.NetworkInterfaces.Single(eni => eni.PrivateAddresses.Any(address => address.Address.ToString() == server));
        int place = ThreeTier.Design.NetworkInterfaces.IndexOf(receiver);

        Assert.Equal(replayed.Outcomes == "delivered 1", rules.Find(place, egress: false, IpProtocol.Tcp, port, IpAddress.Parse(client)) is not null);
        Assert.Equal(replayed.Drops == "ENI_SG_RULES_MISMATCH 1", rules.Find(place, egress: false, IpProtocol.Tcp, port, IpAddress.Parse(client)) is null);
    }

    [Fact]
    public void A_port_is_open_where_a_rule_names_it_whoever_may_come()
    {
        var rules = new GroupRules(Fabric.Compile(ThreeTier.Design, DataPathSettings.Default));
        int database = Enumerable.Range(0, ThreeTier.Design.NetworkInterfaces.Length).Single(place => ThreeTier.Design.NetworkInterfaces[place].Name == "Database");

        Assert.NotNull(rules.FindOpening(database, IpProtocol.Tcp, 5432));
        Assert.Null(rules.FindOpening(database, IpProtocol.Tcp, 5433));
        Assert.Null(rules.FindOpening(database, IpProtocol.Udp, 5432));
    }
}
