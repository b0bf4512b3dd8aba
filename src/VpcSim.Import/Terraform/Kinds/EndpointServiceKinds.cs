namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Resolver endpoints of Route 53 and Client VPN endpoints.</summary>
internal static class EndpointServiceKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        kinds.Add("aws_route53_resolver_endpoint", (t, r) => VpcKinds.Declare(t, r, "AWS::Route53Resolver::ResolverEndpoint", p => p.Scalar("Name", "name").Scalar("Direction", "direction")
            .Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup).Scalar("ResolverEndpointType", "resolver_endpoint_type").Scalars("Protocols", "protocols")
            .Each("IpAddresses", "ip_address", (address, _) => address.Id("SubnetId", "subnet_id", Wanted.Subnet).Scalar("Ip", "ip").Scalar("Ipv6", "ipv6"))));
        kinds.Add("aws_ec2_client_vpn_endpoint", (t, r) => VpcKinds.Declare(t, r, "ClientVpnEndpoint", p => p.Scalar("ClientCidrBlock", "client_cidr_block")
            .Id("VpcId", "vpc_id", Wanted.Vpc).Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup).Scalar("VpnPort", "vpn_port")
            .Scalar("TransportProtocol", "transport_protocol").Scalar("SplitTunnel", "split_tunnel").Scalar("Description", "description")));
        kinds.Add("aws_ec2_client_vpn_network_association", (t, r) => VpcKinds.Declare(t, r, "ClientVpnTargetNetworkAssociation", p => p
            .Id("ClientVpnEndpointId", "client_vpn_endpoint_id", Wanted.ClientVpn).Id("SubnetId", "subnet_id", Wanted.Subnet)));
    }
}
