using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Scenarios.Actions;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Services;

/// <summary>What the Amazon DNS server answers, and when it does not.</summary>
public class DnsServerTests
{
    private const string Public = "203.0.113.10", S3 = "s3.us-east-1.amazonaws.com", Secrets = "secretsmanager.us-east-1.amazonaws.com";

    [Theory] // VPC guide, "Understanding Amazon DNS": the server is at the VPC's base plus two and at 169.254.169.253
    [InlineData("10.0.0.2")]
    [InlineData("169.254.169.253")]
    public void The_server_answers_at_base_plus_two_and_at_its_link_local_address(string server) =>
        Assert.Equal("10.0.1.10", Start().Resolve("web", "ip-10-0-1-10.ec2.internal", server: server));

    [Fact] // VPC guide, "DNS attributes for your VPC": private names of instances resolve, both ways
    public void Private_names_resolve_to_addresses_and_back()
    {
        Served served = Start();
        Assert.Equal("10.0.1.20", served.Resolve("web", "ip-10-0-1-20.ec2.internal"));
        Assert.Equal("10.0.1.20", served.Resolve("web", "IP-10-0-1-20.EC2.INTERNAL"));
        Assert.Equal("ip-10-0-1-20.ec2.internal", served.Resolve("web", "20.1.0.10.in-addr.arpa", type: 12));
        Assert.Equal("NXDOMAIN", served.Resolve("web", "ip-10-0-1-99.ec2.internal"));
        Assert.Equal("NXDOMAIN", served.Resolve("web", "99.1.0.10.in-addr.arpa", type: 12));
        Assert.Equal("no record of that type", served.Resolve("web", "ip-10-0-1-20.ec2.internal", type: 28));
    }

    [Fact] // VPC guide, "DNS attributes for your VPC": from within the VPC a public name resolves to the private address
    public void A_public_name_resolves_to_the_private_address_within_its_VPC_and_to_the_public_one_elsewhere()
    {
        Served served = new(Design().Vpc("far", "10.1.0.0/16").Subnet("c", "10.1.1.0/24").Eni("other", "10.1.1.10"), WithNames);
        Assert.Equal("10.0.1.10", served.Resolve("web", "ec2-203-0-113-10.compute-1.amazonaws.com"));
        Assert.Equal(Public, served.Resolve("other", "ec2-203-0-113-10.compute-1.amazonaws.com"));
        Assert.Equal("ec2-203-0-113-10.compute-1.amazonaws.com", served.Resolve("other", "10.113.0.203.in-addr.arpa", type: 12));
        Assert.Equal("NXDOMAIN", served.Resolve("other", "ip-10-0-1-10.ec2.internal"));
    }

    [Fact] // VPC guide, "DNS attributes for your VPC": with enableDnsHostnames off the names of instances do not resolve
    public void Without_DNS_hostnames_names_of_instances_do_not_resolve_and_those_of_services_do()
    {
        Served served = Start().Change("modify-vpc-attribute vpc=vpc enable-dns-hostnames=false");
        Assert.Equal("NXDOMAIN", served.Resolve("web", "ip-10-0-1-20.ec2.internal"));
        Assert.Equal("NXDOMAIN", served.Resolve("web", "ec2-203-0-113-10.compute-1.amazonaws.com"));
        Assert.True(IpAddress.TryParse(served.Resolve("web", S3), out _));
    }

    [Fact] // VPC guide, "DNS attributes for your VPC": with enableDnsSupport off the Amazon DNS server does not answer
    public void Without_DNS_support_nobody_answers()
    {
        Served served = Start().Change("modify-vpc-attribute vpc=vpc enable-dns-support=false");
        ActionResult result = served.Do(new Resolve("web", S3));
        Assert.Equal((ActionOutcome.TimedOut, DropReason.VpcDnsSupportDisabled), (result.Outcome, result.FirstDrop!.Verdict.Reason));
    }

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": the names of S3 resolve to public addresses, which the prefix list of the endpoint holds
    public void The_regional_name_of_S3_resolves_to_an_address_of_its_prefix_list()
    {
        Served served = new(Design().Table("private").GatewayEndpoint("s3", "s3", "private"), WithNames);
        IpAddress address = IpAddress.Parse(served.Resolve("web", S3));
        PrefixList list = served.Simulation.Design.PrefixLists.Single(known => known.PrefixListName == "com.amazonaws.us-east-1.s3");
        Assert.Contains(list.Entries, block => block.Contains(address));
        Assert.Equal(address.ToString(), served.Resolve("web", $"bucket.{S3}"));
        Assert.NotEqual(address.ToString(), served.Resolve("web", "dynamodb.us-east-1.amazonaws.com"));
        Assert.Contains(":", served.Resolve("web", "s3.dualstack.us-east-1.amazonaws.com", type: 28), StringComparison.Ordinal);
        Assert.Equal("NXDOMAIN", served.Resolve("web", "s3.eu-west-1.amazonaws.com"));
    }

    [Fact] // AWS PrivateLink guide, "DNS hostnames": with private DNS the service's public name resolves to the endpoint's private addresses
    public void With_private_DNS_the_public_name_leads_to_the_endpoint()
    {
        Served served = Start();
        Assert.NotEqual("10.0.1.30", served.Resolve("web", Secrets));
        served.Change("modify-vpc-endpoint vpc-endpoint=secrets-endpoint private-dns-enabled=true");
        Assert.Equal("10.0.1.30", served.Resolve("web", Secrets));
        served.Change("modify-vpc-endpoint vpc-endpoint=secrets-endpoint private-dns-enabled=false");
        Assert.NotEqual("10.0.1.30", served.Resolve("web", Secrets));
    }

    [Fact] // AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint": the endpoint's own names resolve with and without private DNS
    public void The_names_of_an_endpoint_resolve_without_private_DNS()
    {
        Served served = Start();
        VpcEndpoint endpoint = served.Simulation.Design.VpcEndpoints[0];
        Assert.Equal("10.0.1.30", served.Resolve("web", EndpointNames.Regional(endpoint, "us-east-1")));
        Assert.Equal("10.0.1.30", served.Resolve("web", EndpointNames.Zonal(endpoint, "us-east-1", "us-east-1a")));
        Assert.Equal("NXDOMAIN", served.Resolve("web", EndpointNames.Zonal(endpoint, "us-east-1", "us-east-1f")));
        served.Change("delete-vpc-endpoints vpc-endpoint=secrets-endpoint");
        Assert.Equal("NXDOMAIN", served.Resolve("web", EndpointNames.Regional(endpoint, "us-east-1")));
    }

    [Fact] // VPC guide, "Flow log limitations": what instances say to the Amazon DNS server is not logged
    public void Questions_to_the_Amazon_DNS_server_are_not_logged()
    {
        Served served = Start();
        served.Resolve("web", S3);
        Assert.Empty(served.Meter.Counts);
    }

    [Fact] // VPC guide, "Understanding Amazon DNS": 1024 packets per second and interface; what exceeds it is rejected
    public void The_server_takes_1024_packets_a_second_from_an_interface()
    {
        Served served = Start();
        ActionResult[] results = [.. Enumerable.Range(0, 1100).Select(_ => served.Simulation.Do(new Resolve("web", S3)))];
        served.Simulation.RunUntil(served.Simulation.NowNs + 20_000_000_000);
        Assert.Equal(1100 - 1024, results.Count(result => result.FirstDrop?.Verdict.Reason == DropReason.LinkLocalAllowanceExceeded));
        Assert.All(results, result => Assert.Equal(ActionOutcome.Answered, result.Outcome));
        Assert.Equal("NXDOMAIN", served.Resolve("db", "example.com"));
    }

    [Fact]
    public void Any_other_name_is_no_name()
    {
        Assert.Equal("NXDOMAIN", Start().Resolve("web", "example.com"));
        Assert.Equal("NXDOMAIN", Start().Resolve("web", "amazonaws.com"));
    }

    internal static Design WithNames(Design design) => design with { Vpcs = [.. design.Vpcs.Select(vpc => vpc with { EnableDnsHostnames = true })] };

    private static DesignBuilder Design() => DesignBuilder.OneSubnet.InternetGateway().Group("api", "in tcp 443 from 10.0.0.0/16")
        .Eni("web", "10.0.1.10", publicAddress: Public).Eni("db", "10.0.1.20").InterfaceEndpoint("secrets", "10.0.1.30", "api");

    private static Served Start() => new(Design(), WithNames);
}
