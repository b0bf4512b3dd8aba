using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

public class LoadBalancerTests
{
    private const string Alb = "Alb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Name: shop, Subnets: [!Ref PublicA, !Ref PublicB], SecurityGroups: [!Ref Web]}}\n";

    [Fact] // Elastic Load Balancing guide, "Application Load Balancers": a network interface in each enabled zone; internet-facing nodes have public addresses
    public void An_application_load_balancer_has_an_interface_in_each_subnet_with_its_groups_and_public_addresses()
    {
        Design design = Network.Design(Alb);
        Assert.Equal(["Alb/PublicA in PublicA: Web", "Alb/PublicB in PublicB: Web"], design.InterfacesOf("Alb"));
        NetworkInterface eni = design.Eni("Alb/PublicA");
        Assert.Equal((InterfaceKind.Service, true, null), (eni.Kind, eni.RequesterManaged, eni.InstanceId));
        Assert.NotNull(eni.PrivateAddresses[0].PublicAddress);
        Assert.StartsWith("ELB app/shop/", eni.Description);
    }

    [Fact] // the contrast: an internal one has none, whatever the subnet gives to instances
    public void An_internal_load_balancer_has_no_public_addresses()
    {
        Design design = Network.Design("Alb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Scheme: internal, Subnets: [!Ref PrivateA, !Ref PrivateB]}}");
        Assert.All(design.NetworkInterfaces, eni => Assert.Null(eni.PrivateAddresses[0].PublicAddress));
        Assert.Equal(["Alb/PrivateA in PrivateA: Vpc/default-security-group", "Alb/PrivateB in PrivateB: Vpc/default-security-group"], design.InterfacesOf("Alb"));
    }

    [Fact] // Elastic Load Balancing guide, "Listeners for your Application Load Balancers", "… Network Load Balancers"
    public void Listeners_say_where_it_listens()
    {
        Design design = Network.Design(Alb + """
            Nlb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: network, Subnets: [!Ref PublicA]}}
            Http: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {LoadBalancerArn: !Ref Alb, Port: 80, Protocol: HTTP, DefaultActions: []}}
            Https: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {LoadBalancerArn: !Ref Alb, Port: 443, Protocol: HTTPS, DefaultActions: []}}
            Dns: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {LoadBalancerArn: !Ref Nlb, Port: 53, Protocol: TCP_UDP, DefaultActions: []}}
            """);
        Assert.Equal(("tcp/80 tcp/443", "tcp/80 tcp/443", "tcp/53 udp/53"), (design.PortsOf("Alb/PublicA"), design.PortsOf("Alb/PublicB"), design.PortsOf("Nlb/PublicA")));
    }

    [Fact] // Gateway Load Balancer guide, "Gateway Load Balancers"
    public void A_gateway_load_balancer_has_interfaces_without_groups_that_take_GENEVE()
    {
        Design design = Network.Design("Gwlb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: gateway, Subnets: [!Ref PrivateA, !Ref PrivateB]}}");
        Assert.Equal(["Gwlb/PrivateA in PrivateA: ", "Gwlb/PrivateB in PrivateB: "], design.InterfacesOf("Gwlb"));
        Assert.Equal((InterfaceKind.GatewayLoadBalancer, "udp/6081", null), (design.Eni("Gwlb/PrivateA").Kind, design.PortsOf("Gwlb/PrivateA"), design.Eni("Gwlb/PrivateA").PrivateAddresses[0].PublicAddress));
    }

    [Fact] // Elastic Load Balancing guide, "Classic Load Balancers"
    public void A_classic_load_balancer_has_interfaces_and_the_ports_of_its_listeners()
    {
        Design design = Network.Design("""
            Elb: {Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: {LoadBalancerName: old, Subnets: [!Ref PublicA, !Ref PublicB], SecurityGroups: [!Ref Web],
              Listeners: [{LoadBalancerPort: '80', InstancePort: '8080', Protocol: HTTP}, {LoadBalancerPort: '443', InstancePort: '8080', Protocol: SSL}]}}
            """);
        Assert.Equal(["Elb/PublicA in PublicA: Web", "Elb/PublicB in PublicB: Web"], design.InterfacesOf("Elb"));
        Assert.Equal(("tcp/80 tcp/443", "ELB old"), (design.PortsOf("Elb/PublicB"), design.Eni("Elb/PublicB").Description));
    }

    [Fact]
    public void What_they_send_on_is_a_finding_once_for_a_kind()
    {
        ImportResult result = Network.Load(Alb + Alb.Replace("Alb:", "Other:").Replace("shop", "other"));
        Finding only = Assert.Single(result.Findings, finding => finding.Code == "not-modelled");
        Assert.Equal("Alb", only.Resource);
        Assert.Contains("the targets of AWS::ElasticLoadBalancingV2::LoadBalancer", only.Message);
    }

    [Fact]
    public void Names_of_a_load_balancer_stand_for_its_only_interface_and_its_ARN_too()
    {
        Design design = Network.Design("Nlb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: network, Name: n, Subnets: [!Ref PublicA]}}");
        var names = new NameIndex(design);
        Workload nlb = Assert.Single(design.Workloads);
        Assert.StartsWith("arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/n/", nlb.Id);
        Assert.Equal(["Nlb/PublicA", "Nlb/PublicA", "Nlb/PublicA"], new[] { "Nlb", "Nlb/PublicA", nlb.Id }.Select(name => names.Resolve(name).Interface?.Name));
    }

    [Fact] // CloudFormation guide, "AWS::ElasticLoadBalancingV2::LoadBalancer", return values
    public void Its_attributes_are_AWSs()
    {
        Design design = Network.Design(Alb + """
            Tag: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref PrivateA, Description: !Sub '${Alb.DNSName} ${Alb.LoadBalancerFullName} ${Alb.LoadBalancerName}', GroupSet: !GetAtt Alb.SecurityGroups}}
            """);
        string[] words = design.Eni("Tag").Description.Split(' ');
        Assert.Matches("^shop-[0-9]{8,10}\\.us-east-1\\.elb\\.amazonaws\\.com$", words[0]);
        Assert.Equal(design.Eni("Alb/PublicA").Description, $"ELB {words[1]}");
        Assert.Equal("shop", words[2]);
        Assert.Equal(design.Eni("Alb/PublicA").SecurityGroupIds, design.Eni("Tag").SecurityGroupIds);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    public void A_port_beyond_65535_or_of_0_is_an_error(string port)
    {
        ImportError error = Assert.Single(Network.Load($"{Alb}L: {{Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {{LoadBalancerArn: !Ref Alb, Port: {port}, DefaultActions: []}}}}").Errors);
        Assert.Equal("L", error.Resource);
        Assert.Contains($"Value ({port}) for parameter Port is invalid", error.Message);
    }

    [Fact]
    public void One_of_whose_subnets_none_is_in_the_design_is_left_out_without_a_word_of_what_it_sends()
    {
        ImportResult result = Templates.Succeeded(Network.Load("Alb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Subnets: [subnet-0123456789abcdef0]}}"));
        Assert.All(result.Findings, finding => Assert.Equal("outside-design", finding.Code));
        Assert.Empty(result.Design.Workloads);
    }

    [Theory]
    [InlineData("Type: classic, Subnets: [!Ref PublicA]", "ValidationError", "Use application, network or gateway")]
    [InlineData("Type: application", "ValidationError", "You must specify subnets")]
    [InlineData("Subnets: [!Ref PublicA, !Ref PublicA]", "InvalidConfigurationRequest", "name each subnet once")]
    public void What_AWS_refuses_is_an_error(string properties, string code, string words)
    {
        ImportError error = Assert.Single(Network.Load($"Alb: {{Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {{{properties}}}}}").Errors);
        Assert.Equal((code, "Alb"), (error.Code, error.Resource));
        Assert.Contains(words, error.Message);
    }
}
