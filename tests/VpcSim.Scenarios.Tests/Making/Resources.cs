namespace VpcSim.Scenarios.Tests.Making;

/// <summary>Resources of small templates, to be put together by <see cref="Trial.Of"/>.</summary>
internal static class Resources
{
    /// <summary>Web, 10.0.1.10 with an Elastic IP, in a public subnet: HTTP and ping from everywhere, everything out.</summary>
    public const string Web = """
        Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true}}
        Internet: {Type: 'AWS::EC2::InternetGateway'}
        Attachment: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet}}
        PublicRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
        PublicDefault:
          Type: AWS::EC2::Route
          DependsOn: Attachment
          Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet}
        Public: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
        PublicAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Public, RouteTableId: !Ref PublicRoutes}}
        WebSg:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: web
            VpcId: !Ref Vpc
            SecurityGroupIngress:
              - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}
              - {IpProtocol: icmp, FromPort: 8, ToPort: -1, CidrIp: 0.0.0.0/0}
        Web:
          Type: AWS::EC2::Instance
          Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.10, SecurityGroupIds: [!GetAtt WebSg.GroupId]}
        WebEip: {Type: 'AWS::EC2::EIP', DependsOn: Attachment, Properties: {Domain: vpc, InstanceId: !Ref Web}}
        """;

    /// <summary>App, 10.0.2.10, in a private subnet behind the NAT gateway 10.0.1.100: 8080 from Web, everything out. Needs <see cref="Web"/>.</summary>
    public const string App = """
        NatEip: {Type: 'AWS::EC2::EIP', DependsOn: Attachment, Properties: {Domain: vpc}}
        Nat: {Type: 'AWS::EC2::NatGateway', DependsOn: Attachment, Properties: {AllocationId: !GetAtt NatEip.AllocationId, SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.100}}
        PrivateRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
        PrivateDefault: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PrivateRoutes, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
        Private: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24}}
        PrivateAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Private, RouteTableId: !Ref PrivateRoutes}}
        AppSg:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: app
            VpcId: !Ref Vpc
            SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !GetAtt WebSg.GroupId}]
        App:
          Type: AWS::EC2::Instance
          Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Private, PrivateIpAddress: 10.0.2.10, SecurityGroupIds: [!GetAtt AppSg.GroupId]}
        """;

    /// <summary>A virtual private gateway and a VPN connection with the static route 192.168.0.0/16, learnt by the public route table. Needs <see cref="Web"/>.</summary>
    public const string Vpn = VpnGateway + "\n" + """
        Customer: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: 65000, IpAddress: 198.51.100.200}}
        Connection: {Type: 'AWS::EC2::VPNConnection', DependsOn: VpnAttachment, Properties: {Type: ipsec.1, StaticRoutesOnly: true, CustomerGatewayId: !Ref Customer, VpnGatewayId: !Ref Vgw}}
        VpnRoute: {Type: 'AWS::EC2::VPNConnectionRoute', Properties: {VpnConnectionId: !Ref Connection, DestinationCidrBlock: 192.168.0.0/16}}
        Propagation: {Type: 'AWS::EC2::VPNGatewayRoutePropagation', DependsOn: VpnAttachment, Properties: {VpnGatewayId: !Ref Vgw, RouteTableIds: [!Ref PublicRoutes]}}
        """;

    /// <summary>A virtual private gateway without VPN connection. Needs <see cref="Web"/>.</summary>
    public const string VpnGateway = """
        Vgw: {Type: 'AWS::EC2::VPNGateway', Properties: {Type: ipsec.1}}
        VpnAttachment: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw}}
        """;

    /// <summary>A gateway endpoint for S3 in the private route table. Needs <see cref="App"/>.</summary>
    public const string S3Gateway = """
        S3: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, VpcEndpointType: Gateway, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref PrivateRoutes]}}
        """;

    /// <summary>A second VPC of the same blocks: Twin, 10.0.1.10 too, with the same group but for port 8080.</summary>
    public const string Twin = """
        OtherVpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
        OtherInternet: {Type: 'AWS::EC2::InternetGateway'}
        OtherAttachment: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref OtherVpc, InternetGatewayId: !Ref OtherInternet}}
        OtherRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref OtherVpc}}
        OtherDefault:
          Type: AWS::EC2::Route
          DependsOn: OtherAttachment
          Properties: {RouteTableId: !Ref OtherRoutes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref OtherInternet}
        OtherSubnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref OtherVpc, CidrBlock: 10.0.1.0/24}}
        OtherAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref OtherSubnet, RouteTableId: !Ref OtherRoutes}}
        TwinSg:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: twin
            VpcId: !Ref OtherVpc
            SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}]
        Twin:
          Type: AWS::EC2::Instance
          Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref OtherSubnet, PrivateIpAddress: 10.0.1.10, SecurityGroupIds: [!GetAtt TwinSg.GroupId]}
        TwinEip: {Type: 'AWS::EC2::EIP', DependsOn: OtherAttachment, Properties: {Domain: vpc, InstanceId: !Ref Twin}}
        """;

    /// <summary>A VPC 10.9.0.0/16 with Peer, 10.9.1.10 (8080 from 10.0.0.0/16), peered with routes both ways. Needs <see cref="Web"/>.</summary>
    public const string Peer = """
        PeerVpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.9.0.0/16}}
        PeerSubnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref PeerVpc, CidrBlock: 10.9.1.0/24}}
        PeerRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref PeerVpc}}
        PeerAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref PeerSubnet, RouteTableId: !Ref PeerRoutes}}
        Peering: {Type: 'AWS::EC2::VPCPeeringConnection', Properties: {VpcId: !Ref Vpc, PeerVpcId: !Ref PeerVpc}}
        ThereRoute: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 10.9.0.0/16, VpcPeeringConnectionId: !Ref Peering}}
        BackRoute: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PeerRoutes, DestinationCidrBlock: 10.0.0.0/16, VpcPeeringConnectionId: !Ref Peering}}
        PeerSg:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: peer
            VpcId: !Ref PeerVpc
            SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.0.0/16}]
        Peer:
          Type: AWS::EC2::Instance
          Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref PeerSubnet, PrivateIpAddress: 10.9.1.10, SecurityGroupIds: [!GetAtt PeerSg.GroupId]}
        """;

    /// <summary>An interface endpoint in the private subnet; 443 from the VPC. Needs <see cref="App"/>.</summary>
    public static string InterfaceEndpoint(string service, bool privateDns) => $$"""
        EndpointSg:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: endpoint
            VpcId: !Ref Vpc
            SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]
        Endpoint:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: !Ref Vpc
            VpcEndpointType: Interface
            ServiceName: com.amazonaws.us-east-1.{{service}}
            SubnetIds: [!Ref Private]
            SecurityGroupIds: [!GetAtt EndpointSg.GroupId]
            PrivateDnsEnabled: {{(privateDns ? "true" : "false")}}
        """;
}
