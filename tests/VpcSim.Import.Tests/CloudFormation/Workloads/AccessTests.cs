using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

public class AccessTests
{
    [Theory] // Route 53 guide, "Values that you specify when you create or edit inbound endpoints"
    [InlineData("INBOUND", "udp/53 tcp/53")]
    [InlineData("OUTBOUND", "")]
    public void A_resolver_endpoint_has_an_interface_for_each_address_and_listens_if_inbound(string direction, string ports)
    {
        Design design = Network.Design($"Dns: {{Type: 'AWS::Route53Resolver::ResolverEndpoint', Properties: {{Direction: {direction}, SecurityGroupIds: [!Ref Web], IpAddresses: [{{SubnetId: !Ref PrivateA, Ip: 10.0.11.53}}, {{SubnetId: !Ref PrivateB}}, {{SubnetId: !Ref PrivateA}}]}}}}");
        Assert.Equal(["Dns/1 in PrivateA: Web", "Dns/2 in PrivateB: Web", "Dns/3 in PrivateA: Web"], design.InterfacesOf("Dns"));
        Assert.Equal(("10.0.11.53", "10.0.12.4", "10.0.11.4"), (design.AddressOf("Dns/1"), design.AddressOf("Dns/2"), design.AddressOf("Dns/3")));
        Assert.Equal(ports, design.PortsOf("Dns/1"));
        Assert.StartsWith("Route 53 Resolver: rslvr-", design.Eni("Dns/1").Description);
    }

    [Fact] // Client VPN guide, "How AWS Client VPN works": an interface in each associated subnet
    public void A_client_VPN_endpoint_has_an_interface_for_each_association()
    {
        ImportResult result = Templates.Succeeded(Network.Load("""
            Vpn: {Type: 'AWS::EC2::ClientVpnEndpoint', Properties: {ClientCidrBlock: 10.99.0.0/16, VpcId: !Ref Vpc, SecurityGroupIds: [!Ref Web], ServerCertificateArn: a, AuthenticationOptions: [], ConnectionLogOptions: {Enabled: false}}}
            A: {Type: 'AWS::EC2::ClientVpnTargetNetworkAssociation', Properties: {ClientVpnEndpointId: !Ref Vpn, SubnetId: !Ref PrivateA}}
            B: {Type: 'AWS::EC2::ClientVpnTargetNetworkAssociation', Properties: {ClientVpnEndpointId: !Ref Vpn, SubnetId: !Ref PrivateB}}
            """));
        Assert.Equal(["A in PrivateA: Web", "B in PrivateB: Web"], new[] { "A", "B" }.SelectMany(result.Design.InterfacesOf));
        Assert.Equal(("not-modelled", "Vpn"), (Assert.Single(result.Findings).Code, result.Findings[0].Resource));
    }

    [Fact]
    public void A_function_in_a_VPC_is_called_like_the_interface_that_it_shares()
    {
        Design design = Network.Design("""
            First: {Type: 'AWS::Lambda::Function', Properties: {Code: {ZipFile: x}, Role: r, VpcConfig: {SubnetIds: [!Ref PrivateA], SecurityGroupIds: [!Ref Web]}}}
            Second: {Type: 'AWS::Lambda::Function', Properties: {Code: {ZipFile: x}, Role: r, VpcConfig: {SubnetIds: [!Ref PrivateA], SecurityGroupIds: [!Ref Web]}}}
            """);
        Assert.Equal(["First/PrivateA in PrivateA: Web", "First/PrivateA in PrivateA: Web"], new[] { "First", "Second" }.SelectMany(design.InterfacesOf));
        Assert.Equal("First/PrivateA", new NameIndex(design).Resolve("Second").Interface?.Name);
    }
}
