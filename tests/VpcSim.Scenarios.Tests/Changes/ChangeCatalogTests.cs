using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Changes;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Requests as files write them, and what is wrong with them.</summary>
public class ChangeCatalogTests
{
    [Theory]
    [InlineData("revoke-security-group-ingres group=a", null, "the nearest are revoke-security-group-ingress")]
    [InlineData("revoke-security-group-ingress group=a protocol=tcp prot=443 cidr=10.0.0.0/8", "prot", "the nearest are")]
    [InlineData("revoke-security-group-ingress group=a protocol=tcp port=443-80 cidr=10.0.0.0/8", "port", "'443-80' is no port")]
    [InlineData("revoke-security-group-ingress group=a protocol=icmp port=443 cidr=10.0.0.0/8", "port", "icmp has no ports")]
    [InlineData("revoke-security-group-ingress group=a protocol=tcp icmp-type=8 cidr=10.0.0.0/8", "icmp-type", "protocol tcp has no icmp-type")]
    [InlineData("revoke-security-group-ingress group=a protocol=tcp cidr=10.0.0.0/33", "cidr", "'10.0.0.0/33' is no block")]
    [InlineData("revoke-security-group-ingress group=a cidr=10.0.0.0/8 source-group=b", "source-group", "exclude each other")]
    [InlineData("revoke-security-group-ingress group=a", null, "needs one of the keys cidr, source-group, prefix-list")]
    [InlineData("revoke-security-group-ingress cidr=10.0.0.0/8", null, "needs the key 'group'")]
    [InlineData("revoke-security-group-ingress group=a,b cidr=10.0.0.0/8", "group", "takes one value, not a list of 2")]
    [InlineData("create-network-acl-entry network-acl=a rule-number=x rule-action=allow cidr=10.0.0.0/8", "rule-number", "'x' is no whole number")]
    [InlineData("create-network-acl-entry network-acl=a rule-number=5 rule-action=permit cidr=10.0.0.0/8", "rule-action", "write allow, deny")]
    [InlineData("modify-network-interface-attribute network-interface=a", null, "needs the key groups")]
    [InlineData("create-flow-logs name=log resource=a log-format=${srcadr}", "log-format", "srcaddr")]
    [InlineData("tunnel-down tunnel=office/3", "tunnel", "is no tunnel")]
    public void A_mistake_names_its_key_and_the_remedy(string words, string? key, string message)
    {
        Assert.Null(ChangeCatalog.Read(Changing.Request(words), out ImmutableArray<ChangeMistake> mistakes));
        ChangeMistake mistake = Assert.Single(mistakes);
        Assert.Equal(key, mistake.Key);
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        ChangeCatalog.Read(Changing.Request("create-network-acl-entry rule-number=x rule-action=permit cidr=10.0.0.0/99 colour=red"), out ImmutableArray<ChangeMistake> mistakes);
        Assert.Equal(5, mistakes.Length);
    }

    [Fact]
    public void Every_action_makes_a_change_that_is_called_so()
    {
        foreach (ChangeKind kind in ChangeCatalog.Kinds)
        {
            IEnumerable<ChangeKey> keys = kind.Keys.Where(key => key.IsRequired || key.Name is "cidr" or "destination" or "groups" or "enable-dns-support");
            var request = new ChangeRequest(kind.Action, [.. keys.Select(key => new ChangeArgument(key.Name, SampleOf(key)))]);
            DesignChange? change = ChangeCatalog.Read(request, out ImmutableArray<ChangeMistake> mistakes);
            Assert.True(change is not null, $"{kind.Action}: {string.Join("; ", mistakes.Select(mistake => mistake.Message))}");
            Assert.Equal(kind.Action, change.Action);
            Assert.True(kind.Shorthand is null || kind.Keys.Single(key => key.Name == kind.Shorthand).IsRequired);
        }
    }

    [Fact]
    public void What_a_change_creates_needs_a_name_of_its_own()
    {
        Design design = DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Complete();
        Assert.Equal("InvalidParameterValue", design.RefusalOf("run-instances name=web subnet=a"));
        Assert.Equal("InvalidSubnetID.NotFound", design.RefusalOf("run-instances name=new subnet=aa"));
        Assert.Equal("InvalidAction", design.After("create-flow-logs name=log resource=vpc").RefusalOf("modify-flow-logs flow-log=log"));
        Assert.Empty(design.After("create-flow-logs name=log resource=web", "delete-flow-logs flow-log=log").FlowLogs);
        Assert.Equal("InvalidFlowLogId.NotFound", design.RefusalOf("delete-flow-logs flow-log=log"));
    }

    [Fact] // EC2 API, "CreateFlowLogs", FlowLogIds: every one has an id of its own, also one that is made again
    public void A_flow_log_that_is_made_again_has_another_id()
    {
        Design design = DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Complete().After("create-flow-logs name=log resource=vpc");
        Design again = design.After("delete-flow-logs flow-log=log", "create-flow-logs name=log resource=vpc"), third = again.After("delete-flow-logs flow-log=log", "create-flow-logs name=log resource=web");
        Assert.Equal(3, new[] { design, again, third }.Select(made => Assert.Single(made.FlowLogs).Id).Distinct().Count());
        Assert.Equal(again.FlowLogs[0].Id, design.After("delete-flow-logs flow-log=log", "create-flow-logs name=log resource=vpc").FlowLogs[0].Id);
    }

    [Fact] // EC2 API, "CreateFlowLogs", MaxAggregationInterval: 60 or 600; a template's other interval has the same code
    public void An_interval_that_is_none_is_refused() =>
        Assert.Equal("InvalidParameter", DesignBuilder.OneSubnet.Complete().RefusalOf("create-flow-logs name=log resource=vpc max-aggregation-interval=300"));

    [Fact]
    public void With_an_instance_the_flow_logs_of_its_interface_end()
    {
        Design design = DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Complete().After("run-instances name=new subnet=a", "create-flow-logs name=log resource=new", "create-flow-logs name=other resource=a");
        Assert.Equal(["other"], design.After("terminate-instances instance=new").FlowLogs.Select(log => log.Name));
    }

    [Theory] // RFC 6793: AS numbers have 32 bits; RFC 4271 section 4.3: so has the MED
    [InlineData("4294967295", "4294967295", 0)]
    [InlineData("4200000000", "0", 0)]
    [InlineData("4294967296", "0", 1)]
    [InlineData("0", "0", 1)]
    [InlineData("1", "4294967296", 1)]
    [InlineData("-1", "-1", 2)]
    public void AS_numbers_and_MEDs_have_32_bits_without_a_sign(string asNumber, string med, int mistakes)
    {
        var request = new ChangeRequest("announce-prefix", [new("tunnel", "paris"), new("prefix", "10.9.0.0/16"), new("as-path", asNumber), new("med", med)]);
        var change = (AnnouncementChange?)ChangeCatalog.Read(request, out ImmutableArray<ChangeMistake> found);
        Assert.Equal(mistakes, found.Length);
        Assert.Equal(mistakes == 0 ? $"{asNumber} {med}" : " ", string.Create(CultureInfo.InvariantCulture, $"{change?.AsPath[0]} {change?.Med}"));
    }

    [Fact]
    public void A_refused_change_leaves_the_design_as_it_is()
    {
        Run run = DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Eni("db", "10.0.1.20").Start();
        Assert.Throws<ChangeRefusedException>(() => run.Do("terminate-instances instance=web"));
        run.Send(Tcp.Syn("10.0.1.10", "10.0.1.20", 443)).ShouldBeDelivered(to: "db");
    }

    private static string SampleOf(ChangeKey key) => key.Form switch
    {
        ChangeForm.Cidr or ChangeForm.Cidrs => "10.9.0.0/16",
        ChangeForm.Number or ChangeForm.Unsigned or ChangeForm.AsNumbers => "100",
        ChangeForm.Boolean => "true",
        ChangeForm.Choice => key.Choices[0],
        ChangeForm.Address => "10.0.0.9",
        _ => "name",
    };
}
