using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>Load balancers: <c>aws elbv2 describe-load-balancers</c> and <c>describe-listeners</c>, <c>aws elb describe-load-balancers</c>. (Elastic Load Balancing guide: the
/// interfaces' descriptions begin with <c>ELB</c> and name the load balancer)</summary>
internal static class BalancerAnswers
{
    private const string Resource = ":loadbalancer/";

    public static void Translate(Translation t, WorkloadInterfaces interfaces)
    {
        foreach (MappingNode balancer in t.Set.Workloads.Of("LoadBalancers")) Balancer(t, interfaces, balancer);
        foreach (MappingNode balancer in t.Set.Workloads.Of("LoadBalancerDescriptions")) Classic(t, interfaces, balancer);
    }

    private static void Balancer(Translation t, WorkloadInterfaces interfaces, MappingNode fields)
    {
        if (fields.Text("LoadBalancerArn") is not { } arn) return;
        string path = arn.IndexOf(Resource, StringComparison.Ordinal) is >= 0 and int at ? arn[(at + Resource.Length)..] : arn;
        Built properties = new Built(fields.Place).Copy(fields, "Type", "Scheme").Set("Name", fields.Scalar("LoadBalancerName"))
            .Set("Subnets", t.KnownIds("Subnets", fields.Mappings("AvailabilityZones").Select(zone => zone.Scalar("SubnetId"))))
            .Set("SecurityGroups", t.KnownIds("SecurityGroups", fields.Scalars("SecurityGroups")));
        if (fields.Text("IpAddressType") is not (null or "ipv4")) properties.Copy(fields, "IpAddressType");
        if (interfaces.Declare(fields.Text("LoadBalancerName") ?? path, "AWS::ElasticLoadBalancingV2::LoadBalancer", fields, properties, interfaces.Described($"ELB {path}"), fields.Scalar("DNSName")) is not { } name) return;
        foreach (MappingNode listener in t.Set.Workloads.Of("Listeners").Where(listener => listener.Text("LoadBalancerArn") == arn))
        {
            t.Declare($"{name}:{listener.Text("Port")}", "AWS::ElasticLoadBalancingV2::Listener", listener.Place,
                new Built(listener.Place).Set("LoadBalancerArn", Translation.Ref(name, listener.Place)).Copy(listener, "Port", "Protocol"));
        }
    }

    private static void Classic(Translation t, WorkloadInterfaces interfaces, MappingNode fields)
    {
        if (fields.Text("LoadBalancerName") is not { } name) return;
        IEnumerable<MappingNode> listeners = fields.Mappings("ListenerDescriptions").Select(listener => listener.Mapping("Listener")).OfType<MappingNode>()
            .Select(listener => new Built(listener.Place).Copy(listener, "LoadBalancerPort", "InstancePort", "Protocol").Node);
        Built properties = new Built(fields.Place).Copy(fields, "LoadBalancerName", "Scheme").Set("Listeners", listeners)
            .Set("Subnets", t.KnownIds("Subnets", fields.Scalars("Subnets"))).Set("SecurityGroups", t.KnownIds("SecurityGroups", fields.Scalars("SecurityGroups")));
        interfaces.Declare(name, "AWS::ElasticLoadBalancing::LoadBalancer", fields, properties, interfaces.Described($"ELB {name}"), fields.Scalar("DNSName"));
    }
}
