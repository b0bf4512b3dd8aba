namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Databases of RDS and Aurora, DocumentDB and Neptune, with their subnet groups and proxies.</summary>
internal static class DatabaseKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        SubnetGroup(kinds, "aws_db_subnet_group", "AWS::RDS::DBSubnetGroup");
        SubnetGroup(kinds, "aws_docdb_subnet_group", "AWS::DocDB::DBSubnetGroup");
        SubnetGroup(kinds, "aws_neptune_subnet_group", "AWS::Neptune::DBSubnetGroup");
        kinds.Add("aws_db_instance", Database);
        kinds.Add("aws_rds_cluster", Cluster);
        kinds.Add("aws_rds_cluster_instance", (t, r) => VpcKinds.Declare(t, r, "AWS::RDS::DBInstance", p => Member(p, Wanted.DatabaseCluster).Scalar("Engine", "engine")
            .Scalar("PubliclyAccessible", "publicly_accessible")));
        kinds.Add("aws_db_proxy", (t, r) => VpcKinds.Declare(t, r, "AWS::RDS::DBProxy", p => p.Name("DBProxyName", "name").Scalar("EngineFamily", "engine_family")
            .Ids("VpcSubnetIds", "vpc_subnet_ids", Wanted.Subnet).Ids("VpcSecurityGroupIds", "vpc_security_group_ids", Wanted.SecurityGroup)));
        kinds.Add("aws_docdb_cluster", (t, r) => VpcKinds.Declare(t, r, "AWS::DocDB::DBCluster", p => p.Name("DBClusterIdentifier", "cluster_identifier").Scalar("Port", "port")
            .Named("DBSubnetGroupName", "db_subnet_group_name", Wanted.DocumentSubnets).Ids("VpcSecurityGroupIds", "vpc_security_group_ids", Wanted.SecurityGroup)));
        kinds.Add("aws_docdb_cluster_instance", (t, r) => VpcKinds.Declare(t, r, "AWS::DocDB::DBInstance", p => Member(p, Wanted.DocumentCluster)));
        kinds.Add("aws_neptune_cluster", (t, r) => VpcKinds.Declare(t, r, "AWS::Neptune::DBCluster", p => p.Name("DBClusterIdentifier", "cluster_identifier").Scalar("DBPort", "port")
            .Named("DBSubnetGroupName", "neptune_subnet_group_name", Wanted.GraphSubnets).Ids("VpcSecurityGroupIds", "vpc_security_group_ids", Wanted.SecurityGroup)));
        kinds.Add("aws_neptune_cluster_instance", (t, r) => VpcKinds.Declare(t, r, "AWS::Neptune::DBInstance", p => Member(p, Wanted.GraphCluster)));
    }

    private static void SubnetGroup(Dictionary<string, Action<Translation, TerraformResource>> kinds, string kind, string type) => kinds.Add(kind, (t, r) =>
        VpcKinds.Declare(t, r, type, p => p.Scalar("DBSubnetGroupName", "name").Scalar("DBSubnetGroupDescription", "description").Ids("SubnetIds", "subnet_ids", Wanted.Subnet)));

    private static void Database(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::RDS::DBInstance", p => p.Name("DBInstanceIdentifier", "identifier")
        .Scalar("Engine", "engine").Scalar("Port", "port").Named("DBSubnetGroupName", "db_subnet_group_name", Wanted.DatabaseSubnets)
        .Ids("VPCSecurityGroups", "vpc_security_group_ids", Wanted.SecurityGroup).Scalar("MultiAZ", "multi_az").Scalar("PubliclyAccessible", "publicly_accessible")
        .Scalar("AvailabilityZone", "availability_zone").Scalar("NetworkType", "network_type").Named("SourceDBInstanceIdentifier", "replicate_source_db", Wanted.Database));

    private static void Cluster(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::RDS::DBCluster", p => p.Name("DBClusterIdentifier", "cluster_identifier")
        .Scalar("Engine", "engine").Scalar("EngineMode", "engine_mode").Scalar("Port", "port").Named("DBSubnetGroupName", "db_subnet_group_name", Wanted.DatabaseSubnets)
        .Ids("VpcSecurityGroupIds", "vpc_security_group_ids", Wanted.SecurityGroup).Scalar("NetworkType", "network_type").Scalar("DBClusterInstanceClass", "db_cluster_instance_class"));

    private static Properties Member(Properties p, Wanted cluster) => p.Name("DBInstanceIdentifier", "identifier").Named("DBClusterIdentifier", "cluster_identifier", cluster)
        .Scalar("AvailabilityZone", "availability_zone");
}
