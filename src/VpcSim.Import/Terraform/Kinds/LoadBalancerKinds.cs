using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Load balancers of all generations, with what they listen to.</summary>
internal static class LoadBalancerKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.LoadBalancer.Kinds) kinds.Add(kind, LoadBalancer);
        foreach (string kind in (string[])["aws_lb_listener", "aws_alb_listener"])
        {
            kinds.Add(kind, (t, r) => VpcKinds.Declare(t, r, "AWS::ElasticLoadBalancingV2::Listener",
                p => p.Named("LoadBalancerArn", "load_balancer_arn", Wanted.LoadBalancer).Scalar("Port", "port").Scalar("Protocol", "protocol")));
        }
        kinds.Add("aws_elb", Classic);
    }

    private static void LoadBalancer(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::ElasticLoadBalancingV2::LoadBalancer", p =>
    {
        p.Name("Name", "name").Scalar("Type", "load_balancer_type").Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup)
            .Set("Scheme", Block.Of(r).IsTrue("internal") ? "internal" : "internet-facing");
        if (r.Known("ip_address_type") is not (null or "ipv4")) p.Scalar("IpAddressType", "ip_address_type");
        p.Each("SubnetMappings", "subnet_mapping", (mapping, _) => mapping.Id("SubnetId", "subnet_id", Wanted.Subnet).Id("AllocationId", "allocation_id", Wanted.ElasticIp)
            .Scalar("PrivateIPv4Address", "private_ipv4_address"));
        if (!p.Node.TryGet("SubnetMappings", out Node? _)) p.Ids("Subnets", "subnets", Wanted.Subnet);
    });

    private static void Classic(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::ElasticLoadBalancing::LoadBalancer", p =>
    {
        p.Name("LoadBalancerName", "name").Ids("Subnets", "subnets", Wanted.Subnet).Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup)
            .Each("Listeners", "listener", (listener, _) => listener.Scalar("LoadBalancerPort", "lb_port").Scalar("Protocol", "lb_protocol").Scalar("InstancePort", "instance_port")
                .Scalar("InstanceProtocol", "instance_protocol"));
        if (Block.Of(r).IsTrue("internal")) p.Set("Scheme", "internal");
    });
}
