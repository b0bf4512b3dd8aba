using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

/// <summary>The names by which DNS knows load balancers, databases and caches.</summary>
public class WorkloadHostTests
{
    [Theory] // ELB guides: name-1234567890.region.elb.amazonaws.com, internal- before it; of Network Load Balancers name-id.elb.region.amazonaws.com
    [InlineData("Scheme: internet-facing", "^shop-[0-9]+\\.us-east-1\\.elb\\.amazonaws\\.com$")]
    [InlineData("Scheme: internal", "^internal-shop-[0-9]+\\.us-east-1\\.elb\\.amazonaws\\.com$")]
    [InlineData("Type: network", "^shop-[0-9a-f]{16}\\.elb\\.us-east-1\\.amazonaws\\.com$")]
    public void A_load_balancer_has_one_name_for_all_its_interfaces(string properties, string form)
    {
        Design design = Network.Design($"Alb: {{Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {{Name: Shop, {properties}, Subnets: [!Ref PublicA, !Ref PublicB], SecurityGroups: [!Ref Web]}}}}");
        Workload balancer = Assert.Single(design.Workloads);
        WorkloadHost host = Assert.Single(balancer.Hosts);
        Assert.Matches(form, host.Name);
        Assert.Equal(balancer.NetworkInterfaceIds, host.NetworkInterfaceIds);
    }

    [Fact] // ELB guide, "Gateway Load Balancers": one reaches it by endpoints, not by a name
    public void A_Gateway_Load_Balancer_has_no_name() =>
        Assert.Empty(Assert.Single(Network.Design("Glb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: gateway, Subnets: [!Ref PublicA]}}").Workloads).Hosts);

    [Fact] // RDS guide, "Multi-AZ DB instance deployments": the name is the primary's, and moves to the standby when it fails over
    public void A_database_has_its_primarys_address()
    {
        Design design = Network.Design("Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql, DBInstanceIdentifier: Orders, MultiAZ: true, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref Data]}}");
        Assert.Matches("^orders\\.[0-9a-f]{16}\\.us-east-1\\.rds\\.amazonaws\\.com: Db$", Assert.Single(Hosts(design, "Db")));
    }

    [Theory] // Aurora guide, "Amazon Aurora endpoint connections": the cluster endpoint leads to the writer, the reader endpoint to the replicas, to the writer where there are none
    [InlineData("RDS", "Engine: aurora-mysql, ", "rds")]
    [InlineData("DocDB", "", "docdb")]
    [InlineData("Neptune", "", "neptune")]
    public void A_cluster_has_a_name_for_its_writer_and_one_for_its_readers(string service, string engine, string domain)
    {
        string subnets = $"Subnets: {{Type: 'AWS::{service}::DBSubnetGroup', Properties: {{DBSubnetGroupName: store, DBSubnetGroupDescription: d, SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}}}\n";
        string cluster = $"Cluster: {{Type: 'AWS::{service}::DBCluster', Properties: {{{engine}DBClusterIdentifier: Main, DBSubnetGroupName: store, VpcSecurityGroupIds: [!Ref Data]}}}}\n";
        string One(string name) => $"{name}: {{Type: 'AWS::{service}::DBInstance', Properties: {{{engine}DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r5.large}}}}\n";

        Design many = Network.Design(subnets + cluster + One("A") + One("B") + One("C"));
        Assert.Collection(
            Hosts(many, "Cluster"),
            writer => Assert.Matches($"^main\\.cluster-[0-9a-f]{{16}}\\.us-east-1\\.{domain}\\.amazonaws\\.com: A$", writer),
            readers => Assert.Matches($"^main\\.cluster-ro-[0-9a-f]{{16}}\\.us-east-1\\.{domain}\\.amazonaws\\.com: B, C$", readers));

        Assert.EndsWith(": A", Hosts(Network.Design(subnets + cluster + One("A")), "Cluster")[1]);
    }

    [Fact]
    public void A_reference_to_a_name_gives_the_one_that_DNS_knows()
    {
        Design design = Network.Design("""
            Nlb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: network, Name: n, Subnets: [!Ref PublicA]}}
            Tag: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref PrivateA, Description: !GetAtt Nlb.DNSName}}
            """);
        Assert.Equal(design.Eni("Tag").Description, design.Workloads.Single().Hosts.Single().Name);
    }

    private static string[] Hosts(Design design, string workload) =>
    [
        .. design.Workloads.Single(known => known.Name == workload).Hosts
            .Select(host => $"{host.Name}: {string.Join(", ", host.NetworkInterfaceIds.Select(id => design.NetworkInterfaces.Single(eni => eni.Id == id).Name))}"),
    ];
}
