using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Vpcs;
using VpcSim.Scenarios.Actions;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Services;

/// <summary>DHCP, metadata, time, activation, and what answers behind endpoints.</summary>
public class VpcServicesTests
{
    private const string S3 = "s3.us-east-1.amazonaws.com";
    private const int ThroughGatewayEndpoint = 7, ThroughInternetGateway = 8; // VPC guide, "Flow log records", traffic-path

    [Fact] // VPC guide, "DHCP option sets": the default set has AmazonProvidedDNS and the region's domain
    public void DHCP_gives_the_interface_its_address_and_the_default_options()
    {
        ActionResult boot = Start().Do(new Boot("web"));
        Assert.Equal(ActionOutcome.Answered, boot.Outcome);
        Assert.Contains("10.0.1.10", boot.Answer, StringComparison.Ordinal);
        Assert.Contains("router 10.0.1.1", boot.Values);
        Assert.Contains("dns 10.0.0.2", boot.Values);
        Assert.Contains("domain ec2.internal", boot.Values);
    }

    [Fact] // VPC guide, "DHCP option sets": hosts get the servers and the domain that the VPC's own set names
    public void DHCP_gives_what_the_VPCs_own_option_set_says()
    {
        var options = new DhcpOptions { Name = "own", Id = "dopt-own", DomainName = "corp.example", DomainNameServers = ["10.0.1.53", "AmazonProvidedDNS"], NtpServers = ["10.0.1.123"] };
        ActionResult boot = Start(design => design with { DhcpOptions = [options], Vpcs = [design.Vpcs[0] with { DhcpOptionsId = "dopt-own" }] }).Do(new Boot("web"));
        Assert.Equal(["dns 10.0.1.53", "dns 10.0.0.2", "ntp 10.0.1.123", "domain corp.example"], boot.Values.Where(value => value.Split(' ')[0] is "dns" or "ntp" or "domain"));
    }

    [Theory] // EC2 guide, "Instance metadata categories"
    [InlineData("/latest/meta-data/instance-id", "i-web")]
    [InlineData("/latest/meta-data/local-ipv4", "10.0.1.10")]
    [InlineData("/latest/meta-data/public-ipv4", "203.0.113.10")]
    [InlineData("/latest/meta-data/public-hostname", "ec2-203-0-113-10.compute-1.amazonaws.com")]
    [InlineData("/latest/meta-data/local-hostname", "ip-10-0-1-10.ec2.internal")]
    [InlineData("/latest/meta-data/security-groups", "open-vpc-vpc")]
    [InlineData("/latest/meta-data/placement/region", "us-east-1")]
    [InlineData("/latest/meta-data/placement/", "availability-zone\navailability-zone-id\nregion")]
    [InlineData("/latest/meta-data/instance-type", "t3.micro")]
    public void The_metadata_service_tells_an_instance_about_itself(string path, string value) => Assert.Equal(value, Start().Do(new Metadata("web", path)).Answer);

    [Fact] // EC2 guide, "Instance metadata categories": network/interfaces/macs
    public void The_metadata_service_tells_of_every_interface_by_its_MAC_address()
    {
        Served served = Start();
        string mac = served.Do(new Metadata("web", "/latest/meta-data/mac")).Answer;
        Assert.Matches("^02(:[0-9a-f]{2}){5}$", mac);
        Assert.Equal("subnet-a", served.Do(new Metadata("web", $"/latest/meta-data/network/interfaces/macs/{mac}/subnet-id")).Answer);
        Assert.Equal("HTTP 404", served.Do(new Metadata("web", "/latest/meta-data/nothing")).Answer);
    }

    [Fact] // EC2 guide, "Configure the Instance Metadata Service options": with tokens required a request without one is answered with 401
    public void With_tokens_required_a_request_without_one_is_unauthorised()
    {
        var required = MetadataOptions.Default with { TokensRequired = true };
        Served strict = new(DesignBuilder.OneSubnet.Eni("web", "10.0.1.10", metadata: required)), open = Start();
        Assert.Equal("HTTP 401", strict.Do(new Metadata("web", "/latest/meta-data/instance-id") { WithoutToken = true }).Answer);
        Assert.Equal("i-web", strict.Do(new Metadata("web", "/latest/meta-data/instance-id")).Answer);
        Assert.Equal("i-web", open.Do(new Metadata("web", "/latest/meta-data/instance-id") { WithoutToken = true }).Answer);
    }

    [Theory] // EC2 guide, "Configure the Instance Metadata Service options": the hop limit of the response that carries the token
    [InlineData(1, 0, ActionOutcome.Answered)]
    [InlineData(1, 1, ActionOutcome.TimedOut)]
    [InlineData(2, 1, ActionOutcome.Answered)]
    public void A_token_comes_as_far_as_its_hop_limit(int hopLimit, int containers, ActionOutcome outcome)
    {
        Served served = new(DesignBuilder.OneSubnet.Eni("web", "10.0.1.10", metadata: MetadataOptions.Default with { PutResponseHopLimit = hopLimit }));
        Assert.Equal(outcome, served.Do(new Metadata("web", "/latest/meta-data/instance-id") { ContainerHops = containers }).Outcome);
    }

    [Fact] // EC2 guide, "Set the time reference on your EC2 instance": the Amazon Time Sync Service at 169.254.169.123
    public void The_time_service_tells_the_time_of_the_simulation() => Assert.Equal("stratum 3, offset 0 ns", Start().Do(new Time("web")).Answer);

    [Theory] // EC2 guide, "Troubleshoot Windows activation": KMS at 169.254.169.250 and 169.254.169.251, TCP 1688
    [InlineData("169.254.169.250")]
    [InlineData("169.254.169.251")]
    public void Windows_is_activated_at_both_addresses(string server) => Assert.Equal("activated", Start().Do(new Activate("web") { Server = server }).Answer);

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": traffic to the service takes the endpoint and never leaves Amazon's network
    public void S3_answers_behind_its_gateway_endpoint_without_a_way_to_the_internet()
    {
        Served served = new(DesignBuilder.OneSubnet.Main().GatewayEndpoint("s3", "s3", "main").Eni("web", "10.0.1.10"), DnsServerTests.WithNames);
        ActionResult fetch = served.Do(new Fetch("web", $"https://{S3}/bucket/key"));
        Assert.StartsWith("HTTP 200", fetch.Answer, StringComparison.Ordinal);
        Assert.Equal(ComponentKind.VpcEndpoint, fetch.Forward!.Verdict.Component);
        Assert.Equal(ThroughGatewayEndpoint, served.Meter.Counts.First(counted => counted.Seen.Egress).Seen.TrafficPath);
        served.Change("delete-vpc-endpoints vpc-endpoint=s3");
        Assert.Equal(ActionOutcome.TimedOut, served.Do(new Fetch("web", $"https://{S3}/bucket/key") { TimeoutNs = 5_000_000_000 }).Outcome);
    }

    [Fact] // VPC guide, "Enable internet access for a VPC using an internet gateway": AWS's services are reached at their public addresses
    public void Without_an_endpoint_S3_answers_on_the_internet()
    {
        Served served = new(DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", "10.0.1.10", publicAddress: "203.0.113.10"), DnsServerTests.WithNames);
        ActionResult fetch = served.Do(new Fetch("web", $"https://{S3}/bucket/key"));
        Assert.StartsWith("HTTP 200", fetch.Answer, StringComparison.Ordinal);
        Assert.Equal(ThroughInternetGateway, served.Meter.Counts.First(counted => counted.Seen.Egress).Seen.TrafficPath);
    }

    [Theory] // AWS PrivateLink guide, "Control access to VPC endpoints using endpoint policies": what the policy does not allow is denied
    [InlineData("key", "HTTP 200")]
    [InlineData("secret/key", "HTTP 403")]
    public void What_the_policy_of_an_endpoint_denies_is_answered_with_403(string key, string answer)
    {
        const string policy = """{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "arn:aws:s3:::bucket/*"}, {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*/secret/*"}]}""";
        Served served = new(
            DesignBuilder.OneSubnet.Main().GatewayEndpoint("s3", "s3", "main").Eni("web", "10.0.1.10"),
            design => DnsServerTests.WithNames(design) with { VpcEndpoints = [design.VpcEndpoints[0] with { PolicyDocument = policy }] });
        Assert.StartsWith(answer, served.Do(new Fetch("web", $"https://{S3}/bucket/{key}")).Answer, StringComparison.Ordinal);
        Assert.StartsWith("HTTP 403", served.Do(new Fetch("web", $"https://{S3}/other/{key}")).Answer, StringComparison.Ordinal);
    }

    [Fact] // AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint": its security groups must let the traffic in
    public void A_service_answers_behind_its_interface_endpoint_if_its_groups_let_the_host_in()
    {
        Served served = new(DesignBuilder.OneSubnet.Group("api", "in tcp 443 from 10.0.0.0/16").Eni("web", "10.0.1.10").InterfaceEndpoint("secrets", "10.0.1.30", "api"), DnsServerTests.WithNames);
        served.Change("modify-vpc-endpoint vpc-endpoint=secrets-endpoint private-dns-enabled=true");
        Assert.StartsWith("HTTP 200", served.Do(new Fetch("web", "https://secretsmanager.us-east-1.amazonaws.com/")).Answer, StringComparison.Ordinal);
        ActionResult closed = served.Do(new Fetch("web", "http://secretsmanager.us-east-1.amazonaws.com/") { TimeoutNs = 5_000_000_000 });
        Assert.Equal((ActionOutcome.TimedOut, DropReason.EniSgRulesMismatch), (closed.Outcome, closed.FirstDrop!.Verdict.Reason));
    }

    [Fact]
    public void An_endpoint_that_is_made_under_way_is_served_too()
    {
        Served served = new(DesignBuilder.OneSubnet.Group("api", "in tcp 443 from 10.0.0.0/16").Eni("web", "10.0.1.10"), DnsServerTests.WithNames);
        served.Change("create-vpc-endpoint name=kms vpc=vpc service=kms type=Interface subnets=a groups=api");
        Assert.Equal("10.0.1.4", served.Resolve("web", "kms.us-east-1.amazonaws.com"));
        Assert.StartsWith("HTTP 200", served.Do(new Fetch("web", "https://kms.us-east-1.amazonaws.com/")).Answer, StringComparison.Ordinal);
    }

    [Fact] // VPC guide, "Flow log limitations": DHCP, metadata, time and licence activation are not logged
    public void The_services_of_the_VPC_leave_no_record()
    {
        Served served = Start();
        served.Do(new Boot("web"));
        served.Do(new Metadata("web", "/latest/meta-data/instance-id"));
        served.Do(new Time("web"));
        served.Do(new Activate("web"));
        Assert.Empty(served.Meter.Counts);
    }

    private static Served Start(Func<Design, Design>? edit = null) => new(
        DesignBuilder.OneSubnet.InternetGateway().Eni("web", "10.0.1.10", publicAddress: "203.0.113.10", metadata: MetadataOptions.Default),
        edit ?? DnsServerTests.WithNames);
}
