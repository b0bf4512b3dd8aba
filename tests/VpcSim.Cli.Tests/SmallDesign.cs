namespace VpcSim.Cli.Tests;

/// <summary>A VPC with one public interface at the web server's address, open to the world, without flow logs.</summary>
internal static class SmallDesign
{
    public const string Text = """
        Parameters:
          Port: { Type: Number, Default: 80 }
        Resources:
          Net:
            Type: AWS::EC2::VPC
            Properties: { CidrBlock: 10.0.0.0/16 }
          Public:
            Type: AWS::EC2::Subnet
            Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24 }
          Gateway:
            Type: AWS::EC2::InternetGateway
          Attachment:
            Type: AWS::EC2::VPCGatewayAttachment
            Properties: { VpcId: !Ref Net, InternetGatewayId: !Ref Gateway }
          Table:
            Type: AWS::EC2::RouteTable
            Properties: { VpcId: !Ref Net }
          Default:
            Type: AWS::EC2::Route
            DependsOn: Attachment
            Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
          Association:
            Type: AWS::EC2::SubnetRouteTableAssociation
            Properties: { SubnetId: !Ref Public, RouteTableId: !Ref Table }
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: web
              VpcId: !Ref Net
              SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 0.0.0.0/0 }]
          Web:
            Type: AWS::EC2::NetworkInterface
            Properties: { SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.10, GroupSet: [!Ref Group] }
          Address:
            Type: AWS::EC2::EIP
            Properties: { Domain: vpc }
          AddressAssociation:
            Type: AWS::EC2::EIPAssociation
            DependsOn: Attachment
            Properties: { AllocationId: !GetAtt Address.AllocationId, NetworkInterfaceId: !Ref Web }
        """;
}
