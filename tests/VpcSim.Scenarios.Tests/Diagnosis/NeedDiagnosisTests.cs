using VpcSim.DataPath;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Diagnosis;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Diagnosis;

/// <summary>Which rules accepted traffic needed, and how little would do: walked again with that.</summary>
public class NeedDiagnosisTests
{
    private const string Web = "10.0.1.10", App = "10.0.2.20", Client = "203.0.113.12";

    [Fact]
    public void A_rule_that_no_accepted_record_needed_is_a_candidate_for_removal()
    {
        NeededRules needed = Judge(TwoTier(), Browse);

        Assert.True(needed.IsProven);
        Assert.Equal(["web in tcp 22 10.0.0.0/8", "app in tcp 9000-9100 sg-web", "app out all traffic 0.0.0.0/0"], Unused(needed));
    }

    [Fact] // the contrast: with a record that needs it, it is none
    public void A_rule_that_one_record_needed_is_none()
    {
        NeededRules needed = Judge(TwoTier(), static run =>
        {
            Browse(run);
            Talk(run, Tcp.Syn(Web, App, 9050));
        });

        Assert.Equal(["web in tcp 22 10.0.0.0/8", "app out all traffic 0.0.0.0/0"], Unused(needed));
        Assert.Equal("tcp 9050 sg-web", NarrowOf(needed, "tcp 9000-9100 sg-web"));
    }

    [Fact]
    public void The_answer_of_a_connection_needs_no_rule_and_its_port_is_no_service()
    {
        NeededRules needed = Judge(TwoTier(), Browse, Logged.Full);

        Assert.Equal("tcp 443 203.0.113.12/32", NarrowOf(needed, "tcp 443 0.0.0.0/0"));
        // Web's own rule for what it asks: the one port of the one group, whatever ports clients had.
        Assert.Equal("tcp 8080 sg-app", NarrowOf(needed, "all traffic 0.0.0.0/0", "web"));
    }

    [Fact]
    public void Many_clients_of_the_internet_are_everybody()
    {
        NeededRules needed = Judge(TwoTier(), static run =>
        {
            for (int i = 1; i <= 40; i++) Talk(run, Tcp.Syn($"198.18.{i}.7", Web, 443));
        });

        Assert.DoesNotContain(needed.Rules, static rule => rule.Rule.ToString() == "tcp 443 0.0.0.0/0" && rule.IsNarrower);
    }

    [Fact]
    public void Neighbouring_ports_and_addresses_are_one_rule()
    {
        NeededRules needed = Judge(DesignBuilder.TwoSubnets.Group("web", "in tcp 0-65535 from 10.0.2.0/24").Group("app", "out all 0.0.0.0/0").Eni("web", Web, "web")
            .Eni("app", "10.0.2.20", "app").Eni("other", "10.0.2.21", "app").Eni("third", "10.0.2.40", "app").Eni("fourth", "10.0.2.41", "app").Eni("fifth", "10.0.2.42", "app"), static run =>
            {
                foreach (string peer in new[] { "10.0.2.20", "10.0.2.21" })
                    foreach (ushort port in new ushort[] { 80, 81, 443 }) Talk(run, Tcp.Syn(peer, Web, port));
            });

        Assert.Equal("tcp 80-81 10.0.2.20/31, tcp 443 10.0.2.20/31", NarrowOf(needed, "tcp all ports 10.0.2.0/24"));
        Assert.True(needed.IsProven);
    }

    [Fact]
    public void A_reference_is_not_taken_for_what_comes_by_the_public_address()
    {
        DesignBuilder design = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Group("web", "in tcp 443 from 0.0.0.0/0").Group("app", "out all 0.0.0.0/0")
            .Eni("web", Web, "web", publicAddress: "198.51.100.10").Eni("app", "10.0.1.20", "app", publicAddress: "198.51.100.20");
        NeededRules needed = Judge(design, static run => run.Send(Tcp.Syn("10.0.1.20", "198.51.100.10", 443)), Logged.Full);

        Assert.True(needed.IsProven);
        Assert.Equal("tcp 443 198.51.100.20/32", NarrowOf(needed, "tcp 443 0.0.0.0/0"));
    }

    [Fact]
    public void An_entry_of_a_network_ACL_that_nothing_needed_is_a_candidate_and_one_that_denies_is_none()
    {
        DesignBuilder design = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw")
            .Acl("acl", "in 90 deny tcp 22 from 0.0.0.0/0", "in 100 allow tcp 443 from 0.0.0.0/0", "in 110 allow tcp 80 from 0.0.0.0/0", "out 100 allow tcp 1024-65535 0.0.0.0/0", "out 110 allow udp 53 0.0.0.0/0")
            .Subnet("a", "10.0.1.0/24", acl: "acl").Group("web", "in tcp 443 from 0.0.0.0/0").Eni("web", Web, "web", publicAddress: "198.51.100.10");
        NeededRules needed = Judge(design, static run => Talk(run, Tcp.Syn(Client, Web, 443)));

        Assert.True(needed.IsProven);
        Assert.Equal(["inbound 110 allow tcp 80 0.0.0.0/0", "outbound 110 allow udp 53 0.0.0.0/0"], needed.UnusedEntries.Select(static unused => unused.Entry.ToString()));
    }

    [Fact]
    public void Rules_of_interfaces_without_records_are_not_judged()
    {
        NeededRules needed = Judge(TwoTier().Group("idle", "in tcp 22 from 0.0.0.0/0").Eni("idle", "10.0.2.99", "idle"), Browse);

        Assert.Contains("idle", needed.UnjudgedGroups.Select(static group => group.Name));
        Assert.DoesNotContain(needed.Rules, static rule => rule.Rule.ToString() == "tcp 22 0.0.0.0/0");
    }

    [Fact]
    public void What_was_accepted_and_the_design_refuses_is_counted_and_needs_nothing()
    {
        Logged logged = Logged.Of(TwoTier(), Browse);
        Design closed = DesignBuilder.TwoSubnets.Group("web").Group("app").Eni("web", Web, "web").Eni("app", App, "app").Complete();

        NeededRules needed = new NeedDiagnosis(closed, DataPathSettings.Default, ProvisionOptions.Default).Judge(Logged.BookOf(logged.Text), TestContext.Current.CancellationToken);

        Assert.Equal(0, needed.Records);
        Assert.True(needed.Refused > 0);
    }

    [Fact]
    public void A_record_is_evidence_of_its_own_interface_alone()
    {
        // The sender's record says that it may send; that the receiver's rule let it in, no record says.
        Logged logged = Logged.Of(TwoTier(), static run => Talk(run, Tcp.Syn(Web, App, 8080)));
        string sender = string.Join('\n', logged.Text.Split('\n').Where(static line => !line.Contains("eni-app", StringComparison.Ordinal)));

        NeededRules needed = new NeedDiagnosis(logged.Design, DataPathSettings.Default, ProvisionOptions.Default).Judge(Logged.BookOf(sender), TestContext.Current.CancellationToken);

        Assert.Equal(["web"], needed.Rules.Select(rule => logged.Design.SecurityGroups[rule.Key.Component].Name).Distinct());
        Assert.Contains("app", needed.UnjudgedGroups.Select(static group => group.Name));
    }

    private static DesignBuilder TwoTier() => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24")
        .Group("web", "in tcp 443 from 0.0.0.0/0", "in tcp 22 from 10.0.0.0/8", "out all 0.0.0.0/0").Group("app", "in tcp 8080 from sg-web", "in tcp 9000-9100 from sg-web", "out all 0.0.0.0/0")
        .Eni("web", Web, "web", publicAddress: "198.51.100.10").Eni("app", App, "app");

    private static void Browse(Run run)
    {
        Talk(run, Tcp.Syn(Client, Web, 443, 50_000));
        for (ushort i = 0; i < 30; i++) Talk(run, Tcp.Syn(Web, App, 8080, (ushort)(33_000 + i)));
    }

    private static void Talk(Run run, Packet syn)
    {
        run.SendCausally(syn);
        run.SendCausally(syn.Reply());
    }

    private static NeededRules Judge(DesignBuilder design, Action<Run> traffic, string? format = null)
    {
        Logged logged = Logged.Of(design, traffic, format);
        return new NeedDiagnosis(logged.Design, DataPathSettings.Default, ProvisionOptions.Default).Judge(Logged.BookOf(logged.Text), TestContext.Current.CancellationToken);
    }

    private static string[] Unused(NeededRules needed) => [.. needed.Rules.Where(static rule => rule.IsUnused).Select(static rule => $"{NameOf(rule)} {(rule.Key.Egress ? "out" : "in")} {rule.Rule}")];

    private static string NarrowOf(NeededRules needed, string rule, string? group = null) =>
        string.Join(", ", needed.Rules.Single(tight => tight.Rule.ToString() == rule && tight.Records > 0 && (group is null || NameOf(tight) == group)).Needed);

    private static string NameOf(TightRule rule) => rule.Key.Component switch { 0 => "web", 1 => "app", _ => "other" };
}
