using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Subnets;

namespace VpcSim.Model.Tests.Validation;

/// <summary>What AWS refuses of an endpoint, and what a design's owner should know of it.</summary>
public class EndpointErrorsTests
{
    private const string Narrow = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}]}""";

    [Fact] // AWS PrivateLink guide, "Control access to VPC endpoints using endpoint policies": the service judges by the policy, the network never does
    public void An_endpoint_policy_is_judged_by_the_service_and_a_finding_says_so()
    {
        ProvisionResult narrowed = With(Narrow).Provision();
        Assert.Empty(narrowed.Errors);
        Assert.Equal("s3Endpoint", Assert.Single(narrowed.Findings, finding => finding.Code == "endpoint-policy").Resource);
        Assert.Equal(With(null).Complete().RouteTables[0].Routes.Length, narrowed.Design.RouteTables[0].Routes.Length);
    }

    [Theory] // AWS PrivateLink guide, "Control access to VPC endpoints using endpoint policies": the default gives full access, which there is nothing to say about
    [InlineData(null)]
    [InlineData("""{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""")]
    public void A_policy_that_gives_full_access_is_no_finding(string? policy) =>
        Assert.DoesNotContain(With(policy).Provision().Findings, finding => finding.Code == "endpoint-policy");

    [Theory] // EC2 API, "Error codes": InvalidPolicyDocument
    [InlineData("Allow all")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Statement":[]}""")]
    [InlineData("""{"Statement":[{"Effect":"Maybe","Action":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Resource":"*"}]}""")]
    public void What_is_no_policy_document_is_refused(string policy) => With(policy).Refused("InvalidPolicyDocument");

    [Theory] // AWS PrivateLink guide, "Gateway endpoints": names of the service need both DNS attributes of the VPC
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Names_of_the_service_need_both_DNS_attributes(bool support, bool hostnames, bool told)
    {
        Design design = With(null) with { Vpcs = [Sample.Vpc() with { EnableDnsSupport = support, EnableDnsHostnames = hostnames }] };
        Assert.Equal(told, design.Provision().Findings.Any(finding => finding.Code == "dns-attributes-off"));
        design.Accepted();
    }

    [Theory] // EC2 API, "CreateVpcEndpoint": IpAddressType fits the subnets
    [InlineData(EndpointAddressType.Ipv4, "10.0.1.0/24", "2600:1f18::/64", true)]
    [InlineData(EndpointAddressType.Ipv4, null, "2600:1f18::/64", false)]
    [InlineData(EndpointAddressType.Ipv6, null, "2600:1f18::/64", true)]
    [InlineData(EndpointAddressType.Ipv6, "10.0.1.0/24", "2600:1f18::/64", false)]
    [InlineData(EndpointAddressType.Dualstack, "10.0.1.0/24", "2600:1f18::/64", true)]
    [InlineData(EndpointAddressType.Dualstack, "10.0.1.0/24", null, false)]
    public void The_address_type_fits_the_subnets(EndpointAddressType type, string? ipv4, string? ipv6, bool allowed)
    {
        Subnet subnet = Sample.Subnet("A", "10.0.1.0/24", ipv6: ipv6) with { CidrBlock = ipv4 is null ? null : Cidr.Parse(ipv4) };
        Design design = new()
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")],
            Subnets = [subnet],
            VpcEndpoints = [Sample.InterfaceEndpoint("E", "A") with { AddressType = type }],
        };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameter");
    }

    [Fact] // AWS PrivateLink guide, "Interface endpoints": without groups the VPC's default group is the interface's
    public void Without_groups_the_default_group_guards_its_interfaces()
    {
        Design design = (Sample.OneSubnet() with { VpcEndpoints = [Sample.InterfaceEndpoint("E", "A")] }).Complete();
        Assert.Equal([design.Vpcs[0].DefaultSecurityGroupId!], design.NetworkInterfaces[0].SecurityGroupIds);
    }

    [Fact] // AWS PrivateLink guide, "Gateway Load Balancer endpoints": an interface in one subnet, without groups
    public void A_Gateway_Load_Balancer_endpoint_has_one_interface_without_groups()
    {
        ProvisionResult result = (Sample.OneSubnet() with { VpcEndpoints = [Inspection("A")] }).Provision();
        Assert.Empty(result.Errors);
        NetworkInterface made = Assert.Single(result.Design.NetworkInterfaces);
        Assert.Equal((InterfaceKind.GatewayLoadBalancerEndpoint, false, 0), (made.Kind, made.SourceDestCheck, made.SecurityGroupIds.Length));
    }

    [Fact] // AWS PrivateLink guide, "Gateway Load Balancer endpoints": one subnet, no groups, no policy
    public void A_Gateway_Load_Balancer_endpoint_takes_one_subnet_and_neither_groups_nor_policy()
    {
        Design Made(VpcEndpoint endpoint) => Sample.OneSubnet() with
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.0.2.0/24", zone: "us-east-1b")],
            SecurityGroups = [Sample.Group("G")],
            VpcEndpoints = [endpoint],
        };
        Made(Inspection("A", "B")).Refused("InvalidParameter");
        Made(Inspection()).Refused("InvalidParameter");
        Made(Inspection("A") with { SecurityGroupIds = ["sg-G"] }).Refused("InvalidParameter");
        Made(Inspection("A") with { PolicyDocument = Narrow }).Refused("InvalidParameter");
        Made(Inspection("A")).Accepted();
    }

    [Fact] // AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint": a name for the region and one for each zone
    public void An_interface_endpoint_has_a_regional_and_zonal_names()
    {
        VpcEndpoint endpoint = Sample.InterfaceEndpoint("E", "A") with { Id = "vpce-0123456789abcdef0", ServiceName = "com.amazonaws.us-east-1.ecr.api" };
        string regional = EndpointNames.Regional(endpoint, "us-east-1"), zonal = EndpointNames.Zonal(endpoint, "us-east-1", "us-east-1a");
        Assert.Matches("^vpce-0123456789abcdef0-[0-9a-f]{8}\\.ecr\\.api\\.us-east-1\\.vpce\\.amazonaws\\.com$", regional);
        Assert.Equal(regional.Replace(".ecr.", "-us-east-1a.ecr.", StringComparison.Ordinal), zonal);
    }

    private static Design With(string? policy) => Sample.OneSubnet() with
    {
        Vpcs = [Sample.Vpc() with { EnableDnsHostnames = true }],
        RouteTables = [Sample.Table("T")],
        VpcEndpoints = [Sample.Gateway(tables: "T") with { PolicyDocument = policy }],
    };

    private static VpcEndpoint Inspection(params string[] subnets) =>
        Sample.InterfaceEndpoint("Inspection", subnets) with { Type = EndpointType.GatewayLoadBalancer, ServiceName = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" };
}
