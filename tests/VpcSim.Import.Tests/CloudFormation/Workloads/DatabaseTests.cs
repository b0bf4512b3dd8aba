using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

public class DatabaseTests
{
    [Theory] // RDS API, "CreateDBInstance", Port
    [InlineData("postgres", "", "tcp/5432")]
    [InlineData("mysql", "", "tcp/3306")]
    [InlineData("mariadb", "", "tcp/3306")]
    [InlineData("oracle-ee", "", "tcp/1521")]
    [InlineData("sqlserver-se", "", "tcp/1433")]
    [InlineData("db2-se", "", "tcp/50000")]
    [InlineData("postgres", "Port: '6000', ", "tcp/6000")]
    public void A_database_listens_at_its_port_or_its_engines(string engine, string port, string listens)
    {
        Design design = Network.Design($"Db: {{Type: 'AWS::RDS::DBInstance', Properties: {{Engine: {engine}, {port}DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref Data]}}}}");
        Assert.Equal(["Db in PrivateA: Data"], design.InterfacesOf("Db"));
        Assert.Equal((listens, "RDSNetworkInterface", InterfaceKind.Service), (design.PortsOf("Db"), design.Eni("Db").Description, design.Eni("Db").Kind));
    }

    [Fact] // RDS guide, "Multi-AZ DB instance deployments": the standby is in another zone
    public void A_standby_is_in_another_zone()
    {
        Design design = Network.Design("Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql, MultiAZ: true, DBSubnetGroupName: !Ref DbSubnets}}");
        Assert.Equal(["Db in PrivateA: Vpc/default-security-group", "Db/standby in PrivateB: Vpc/default-security-group"], design.InterfacesOf("Db"));
    }

    [Fact]
    public void A_read_replica_has_the_subnets_and_the_port_of_what_it_copies()
    {
        Design design = Network.Design("""
            Copy: {Type: 'AWS::RDS::DBInstance', Properties: {SourceDBInstanceIdentifier: !Ref Db, VPCSecurityGroups: [!Ref Data]}}
            Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql, Port: '6000', AvailabilityZone: us-east-1b, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref Data]}}
            """);
        Assert.Equal(["Copy in PrivateA: Data"], design.InterfacesOf("Copy"));
        Assert.Equal("tcp/6000", design.PortsOf("Copy"));
    }

    [Fact]
    public void A_database_is_in_the_zone_that_it_names()
    {
        Design design = Network.Design("Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql, AvailabilityZone: us-east-1b, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref Data]}}");
        Assert.Equal(["Db in PrivateB: Data"], design.InterfacesOf("Db"));
        ImportError error = Assert.Single(Network.Load("Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql, AvailabilityZone: us-east-1c, DBSubnetGroupName: !Ref DbSubnets}}").Errors);
        Assert.Contains("is to be in us-east-1c, and none of its subnets is", error.Message);
    }

    [Theory] // RDS API, "CreateDBInstance", PubliclyAccessible: of a VPC with an internet gateway it is public unless it says otherwise
    [InlineData("", true)]
    [InlineData("PubliclyAccessible: true, ", true)]
    [InlineData("PubliclyAccessible: false, ", false)]
    public void A_database_is_public_in_a_VPC_with_an_internet_gateway_unless_it_says_otherwise(string property, bool isPublic)
    {
        Design design = Network.Design($"Db: {{Type: 'AWS::RDS::DBInstance', Properties: {{Engine: mysql, {property}DBSubnetGroupName: !Ref DbSubnets}}}}");
        Assert.Equal(isPublic, design.Eni("Db").PrivateAddresses[0].PublicAddress is not null);
    }

    [Fact] // Aurora guide, "Amazon Aurora DB clusters": a cluster's instances are spread over the zones of its subnet group
    public void An_Aurora_cluster_has_an_interface_for_each_instance_over_the_zones()
    {
        Design design = Network.Design("""
            One: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: aurora-postgresql, DBClusterIdentifier: !Ref Aurora, DBInstanceClass: db.r6g.large, PubliclyAccessible: false}}
            Two: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: aurora-postgresql, DBClusterIdentifier: !Ref Aurora, DBInstanceClass: db.r6g.large, PubliclyAccessible: false}}
            Three: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: aurora-postgresql, DBClusterIdentifier: !Ref Aurora, DBInstanceClass: db.r6g.large, AvailabilityZone: us-east-1b, PubliclyAccessible: false}}
            Aurora: {Type: 'AWS::RDS::DBCluster', Properties: {Engine: aurora-postgresql, DBSubnetGroupName: !Ref DbSubnets, VpcSecurityGroupIds: [!Ref Data]}}
            """);
        Assert.Equal(["One in PrivateA: Data", "Two in PrivateB: Data", "Three in PrivateB: Data"], new[] { "One", "Two", "Three" }.SelectMany(design.InterfacesOf));
        Assert.Empty(design.InterfacesOf("Aurora"));
        Assert.Equal("tcp/5432", design.PortsOf("Two"));
    }

    [Fact] // RDS guide, "Multi-AZ DB cluster deployments"
    public void A_multi_zone_cluster_makes_its_three_instances_itself()
    {
        Design design = Network.Design("Db: {Type: 'AWS::RDS::DBCluster', Properties: {Engine: mysql, DBClusterInstanceClass: db.m6gd.large, DBSubnetGroupName: !Ref DbSubnets, VpcSecurityGroupIds: [!Ref Data]}}");
        Assert.Equal(["Db/1 in PrivateA: Data", "Db/2 in PrivateB: Data", "Db/3 in PrivateA: Data"], design.InterfacesOf("Db"));
    }

    [Theory]
    [InlineData("DocDB", "tcp/27017")]
    [InlineData("Neptune", "tcp/8182")]
    public void DocumentDB_and_Neptune_are_clusters_of_the_same_form(string service, string port)
    {
        Design design = Network.Design($$$"""
            Subnets: {Type: 'AWS::{{{service}}}::DBSubnetGroup', Properties: {DBSubnetGroupName: Store, DBSubnetGroupDescription: d, SubnetIds: [!Ref PrivateB]}}
            Cluster: {Type: 'AWS::{{{service}}}::DBCluster', Properties: {DBSubnetGroupName: store, VpcSecurityGroupIds: [!Ref Data]}}
            One: {Type: 'AWS::{{{service}}}::DBInstance', Properties: {DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r5.large}}
            """);
        Assert.Equal(["One in PrivateB: Data"], design.InterfacesOf("One"));
        Assert.Equal((port, null), (design.PortsOf("One"), design.Eni("One").PrivateAddresses[0].PublicAddress));
    }

    [Fact] // RDS guide, "Amazon RDS Proxy": a network interface in each of its subnets
    public void A_proxy_has_an_interface_in_each_subnet()
    {
        Design design = Network.Design("Proxy: {Type: 'AWS::RDS::DBProxy', Properties: {DBProxyName: p, EngineFamily: POSTGRESQL, RoleArn: r, Auth: [], VpcSubnetIds: [!Ref PrivateA, !Ref PrivateB], VpcSecurityGroupIds: [!Ref Data]}}");
        Assert.Equal(["Proxy/PrivateA in PrivateA: Data", "Proxy/PrivateB in PrivateB: Data"], design.InterfacesOf("Proxy"));
        Assert.Equal("tcp/5432", design.PortsOf("Proxy/PrivateA"));
    }

    [Fact] // CloudFormation guide, "AWS::RDS::DBInstance", return values
    public void A_rule_may_take_the_port_of_a_database()
    {
        Design design = Network.Design("""
            Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: postgres, DBInstanceIdentifier: Orders, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref Data]}}
            In: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !Ref Data, IpProtocol: tcp, FromPort: !GetAtt Db.Endpoint.Port, ToPort: !GetAtt Db.Endpoint.Port, SourceSecurityGroupId: !Ref Web}}
            Note: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref PublicA, Description: !Sub '${Db} ${Db.Endpoint.Address}'}}
            """);
        string web = design.SecurityGroups.Single(group => group.Name == "Web").Id;
        Assert.Equal($"tcp 5432 {web}", design.SecurityGroups.Single(group => group.Name == "Data").Ingress.Single().ToString());
        Assert.Matches("^orders orders\\.[0-9a-f]{16}\\.us-east-1\\.rds\\.amazonaws\\.com$", design.Eni("Note").Description);
    }

    [Theory]
    [InlineData("Engine: mysql", "without DBSubnetGroupName it is made in the default VPC")]
    [InlineData("Engine: mysql, DBSubnetGroupName: elsewhere", "the subnet group elsewhere is not part of this template")]
    [InlineData("Engine: aurora-mysql, DBClusterIdentifier: elsewhere", "the cluster elsewhere is not part of the design")]
    public void One_that_is_not_in_a_subnet_of_the_design_is_a_finding(string properties, string words)
    {
        ImportResult result = Templates.Succeeded(Network.Load($"Db: {{Type: 'AWS::RDS::DBInstance', Properties: {{{properties}}}}}"));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("outside-design", "Db"), (finding.Code, finding.Resource));
        Assert.Contains(words, finding.Message);
        Assert.Empty(result.Design.Workloads);
    }

    [Fact]
    public void A_misspelt_property_is_an_error()
    {
        ImportError error = Assert.Single(Network.Load("Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroup: [!Ref Data]}}").Errors);
        Assert.Contains("Did you mean VPCSecurityGroups?", error.Message);
    }
}
