namespace VpcSim.Testing.Building;

/// <summary>CloudFormation's resource types that the builder writes.</summary>
internal static class Types
{
    public const string Vpc = "AWS::EC2::VPC",
        Subnet = "AWS::EC2::Subnet",
        RouteTable = "AWS::EC2::RouteTable",
        NetworkAcl = "AWS::EC2::NetworkAcl",
        SecurityGroup = "AWS::EC2::SecurityGroup",
        PrefixList = "AWS::EC2::PrefixList",
        Instance = "AWS::EC2::Instance",
        NetworkInterface = "AWS::EC2::NetworkInterface",
        InternetGateway = "AWS::EC2::InternetGateway",
        EgressOnlyInternetGateway = "AWS::EC2::EgressOnlyInternetGateway",
        NatGateway = "AWS::EC2::NatGateway",
        VpnGateway = "AWS::EC2::VPNGateway",
        VpnConnection = "AWS::EC2::VPNConnection",
        CustomerGateway = "AWS::EC2::CustomerGateway",
        Peering = "AWS::EC2::VPCPeeringConnection",
        TransitGateway = "AWS::EC2::TransitGateway",
        Endpoint = "AWS::EC2::VPCEndpoint",
        ElasticIp = "AWS::EC2::EIP",
        FlowLog = "AWS::EC2::FlowLog";
}
