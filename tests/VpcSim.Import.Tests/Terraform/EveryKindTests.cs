using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>The plan <c>everything.json</c>: a resource of every type, new ones tied by references alone.</summary>
public class EveryKindTests
{
    private static readonly Lazy<ImportResult> _loaded = new(() => Plans.Own("everything.json"));

    private static Design Design => Templates.Succeeded(_loaded.Value).Design;

    [Fact]
    public void It_says_what_it_assumes_and_leaves_out_and_nothing_else() => Assert.Equal(
        [
            "assumed aws_subnet.public", "conflict aws_default_route_table.main", "conflict aws_route_table.public", "delivery-fails aws_flow_log.cw", "outside-design aws_db_instance.left", "partly-known data.aws_vpc.eu",
        ], _loaded.Value.Findings.Select(f => $"{f.Code} {f.Resource}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("aws_subnet.public", "aws_route_table.public", "aws_network_acl.public")]
    [InlineData("aws_subnet.private", "aws_default_route_table.main", "aws_default_network_acl.default")]
    [InlineData("aws_subnet.second", "aws_default_route_table.main", "aws_network_acl.second")]
    [InlineData("aws_subnet.peer", "aws_route_table.peer", "aws_vpc.peer/default-network-acl")]
    public void Every_subnet_has_its_table_and_ACL(string subnet, string table, string acl)
    {
        var found = Design.Subnets.Single(s => s.Name == subnet);
        Assert.Equal((Plans.IdOf(Design, table), Plans.IdOf(Design, acl)), (found.RouteTableId, found.NetworkAclId));
    }

    [Theory]
    [InlineData("aws_route_table.public", "0.0.0.0/0 -> igw-", "pl- -> eni-", "172.16.0.0/12 -> tgw-", "pl-6ea54007 -> vpce-", "192.168.0.0/16 -> vgw-")]
    [InlineData("aws_default_route_table.main", "0.0.0.0/0 -> nat-", "10.9.0.0/16 -> pcx-", "::/0 -> eigw-")]
    [InlineData("aws_route_table.peer", "10.0.0.0/16 -> pcx-")]
    public void Every_table_has_its_routes(string table, params string[] routes)
    {
        string[] found = [.. Design.RouteTables.Single(t => t.Name == table).Routes.Select(r => r.ToString()).Where(r => !r.EndsWith("local", StringComparison.Ordinal))];
        Assert.True(routes.Length == found.Length, string.Join(", ", found));
        foreach (string[] route in routes.Select(r => r.Split(" -> ")))
            Assert.Contains(found, f => f.StartsWith(route[0], StringComparison.Ordinal) && f.Contains($" -> {route[1]}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("aws_security_group.web", "tcp 22 pl-|tcp 443 0.0.0.0/0|tcp 443 ::/0", "all traffic 0.0.0.0/0")]
    [InlineData("aws_security_group.app", "icmp all types 10.0.0.0/16|icmp all types 10.9.0.0/16|tcp 8080 sg-|tcp 9090 sg-", "tcp 5432 10.1.0.0/24")]
    [InlineData("aws_default_security_group.default", "all traffic sg-", "")]
    public void Every_group_has_the_rules_that_are_written_and_no_others(string group, string ingress, string egress)
    {
        var found = Design.SecurityGroups.Single(g => g.Name == group);
        Assert.Equal(ingress.Split('|'), found.Ingress.Select(r => Words(r.ToString())).Order(StringComparer.Ordinal));
        Assert.Equal(egress, string.Join('|', found.Egress.Select(r => Words(r.ToString()))));
    }

    [Fact]
    public void What_the_plan_leaves_alone_is_there_and_what_it_destroys_is_not()
    {
        Assert.Equal("vpc-0aaaaaaaaaaaaaaa1", Design.Subnets.Single(s => s.Id == "subnet-0bbbbbbbbbbbbbbb1").VpcId);
        Assert.DoesNotContain(Design.Subnets, s => s.Name == "aws_subnet.gone");
    }

    [Fact]
    public void Hosts_have_their_addresses_groups_and_interfaces()
    {
        NameIndex index = new(Design);
        Assert.Equal(Design.ElasticIps.Single(e => e.Name == "aws_eip.web").PublicAddress, index.Resolve("the web server").Interface?.PrivateAddresses[0].PublicAddress);
        Assert.False(index.Resolve("aws_instance.web").Interface?.SourceDestCheck);
        Assert.Equal("aws_network_interface.extra", index.Resolve("aws_instance.app:1").Interface?.Name);
        Assert.Equal(Plans.IdOf(Design, "aws_security_group.app"), index.Resolve("aws_instance.app").Interface?.SecurityGroupIds.Single());
        Assert.Equal("c5.large", Design.Instances.Single(i => i.Name == "aws_instance.app").InstanceType);
        Assert.Equal(("aws_network_interface.db", Plans.IdOf(Design, "aws_security_group.app")), (index.Resolve("aws_instance.db").Interface?.Name, index.Resolve("aws_instance.db").Interface?.SecurityGroupIds.Single()));
    }

    [Fact]
    public void Flow_logs_have_their_destinations_and_roles()
    {
        FlowLog group = Design.FlowLogs.Single(l => l.Name == "aws_flow_log.cw"), bucket = Design.FlowLogs.Single(l => l.Name == "aws_flow_log.s3");
        Assert.Equal(("/vpc/flows", TrafficType.Reject, 60, "Access error"), (group.LogGroupName, group.TrafficType, group.MaxAggregationIntervalSeconds, group.DeliverLogsErrorMessage));
        Assert.Equal(("arn:aws:s3:::flows", LogFileFormat.Parquet, true), (bucket.Destination, bucket.FileFormat, bucket.HiveCompatiblePartitions));
    }

    [Fact]
    public void Endpoints_have_what_association_resources_add()
    {
        var gateway = Design.VpcEndpoints.Single(e => e.Name == "aws_vpc_endpoint.s3");
        var sqs = Design.VpcEndpoints.Single(e => e.Name == "aws_vpc_endpoint.sqs");
        Assert.Equal(Plans.IdOf(Design, "aws_route_table.public"), gateway.RouteTableIds.Single());
        Assert.Equal((Plans.IdOf(Design, "aws_subnet.private"), Plans.IdOf(Design, "aws_security_group.app")), (sqs.SubnetIds.Single(), sqs.SecurityGroupIds.Single()));
        Assert.Equal(["198.51.100.0/24", "203.0.113.0/24"], Design.PrefixLists.Single(l => l.PrefixListName == "office").Entries.Select(e => e.ToString()).Order());
    }

    [Fact]
    public void Gateways_VPN_and_transit_are_tied_to_each_other()
    {
        Assert.True(Design.PeeringConnections.Single().IsActive);
        Assert.Equal("corp.example", Design.DhcpOptions.Single().DomainName);
        Assert.Equal("192.168.0.0/16", Design.VpnConnections.Single().Routes.Single().ToString());
        Assert.Equal("169.254.10.0/30", Design.VpnConnections[0].Tunnels[0].InsideCidr?.ToString());
        Assert.Equal(2, Design.TransitGatewayAttachments.Single().SubnetIds.Length);
        Assert.Equal(Design.TransitGatewayRouteTables.Single().Id, Design.TransitGatewayAssociations.Single().RouteTableId);
        Assert.Equal(Design.TransitGatewayRouteTables[0].Id, Design.TransitGatewayPropagations.Single().RouteTableId);
        Assert.Contains(Design.TransitGatewayRouteTables[0].Routes, route => route.AttachmentId is null && route.Destination.ToString() == "172.20.0.0/16");
    }

    [Fact]
    public void Hosts_talk_as_far_as_rules_ACLs_and_routes_let_them()
    {
        Run run = Plans.Run(_loaded.Value);
        run.Send(Tcp.Syn("10.0.0.10", "10.0.1.10", 8080)).ShouldBeDelivered(to: "aws_instance.app");
        run.Send(Tcp.Syn("10.0.0.10", "10.0.1.10", 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "aws_instance.app");
        run.Send(Tcp.Syn("198.51.100.7", "10.0.0.10", 443)).ShouldBeDelivered(to: "aws_instance.web");
        run.Send(Tcp.Syn("198.51.100.7", "10.0.0.10", 22)).ShouldBeDropped(DropReason.SubnetAclRestriction);
        run.Send(Tcp.Syn("10.0.1.10", "10.1.0.10", 5432)).ShouldBeDropped(DropReason.SubnetAclRestriction); // aws_network_acl.second has no entries
    }

    private static string Words(string rule)
    {
        int id = rule.IndexOf("pl-", StringComparison.Ordinal) is >= 0 and int list ? list + 3 : rule.IndexOf("sg-", StringComparison.Ordinal) is >= 0 and int group ? group + 3 : rule.Length;
        return rule[..id];
    }
}
