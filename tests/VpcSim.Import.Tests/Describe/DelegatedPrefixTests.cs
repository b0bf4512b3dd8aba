using VpcSim.Model.Enis;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Describe;

/// <summary>Blocks that are delegated to an interface that lives, beside its addresses.</summary>
public class DelegatedPrefixTests
{
    [Fact]
    public void An_interface_has_its_addresses_and_its_delegated_prefixes()
    {
        ImportResult result = Load("\"Ipv4Prefixes\": [{\"Ipv4Prefix\": \"10.0.0.32/28\"}], \"Ipv6Prefixes\": [{\"Ipv6Prefix\": \"2a05:d018:aa:bb00:1::/80\"}]");
        NetworkInterface eni = Templates.Succeeded(result).Design.NetworkInterfaces.Single(i => i.Name == "node");
        Assert.Equal(("10.0.0.10", "10.0.0.32/28", "2a05:d018:aa:bb00::10", "2a05:d018:aa:bb00:1::/80"),
            (eni.PrivateAddresses.Single().Address.ToString(), eni.Ipv4Prefixes.Single().ToString(), eni.Ipv6Addresses.Single().ToString(), eni.Ipv6Prefixes.Single().ToString()));
        Run run = Answers.Run(result);
        run.Send(Tcp.Syn("10.0.0.20", "10.0.0.40", 80)).ShouldBeDelivered(to: "node");
    }

    [Fact]
    public void Without_them_an_address_of_the_block_is_nobodys() =>
        Assert.Empty(Templates.Succeeded(Load("\"Ipv4Prefixes\": []")).Design.NetworkInterfaces.Single(i => i.Name == "node").Ipv4Prefixes);

    private static ImportResult Load(string prefixes) => Answers.Text($$"""
        {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2a05:d018:aa:bb00::/56"}]}],
         "Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a", "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2a05:d018:aa:bb00::/64"}]}],
         "SecurityGroups": [{"GroupId": "sg-1", "GroupName": "one", "VpcId": "vpc-1", "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}], "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}],
         "NetworkInterfaces": [
          {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-a", "VpcId": "vpc-1", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.10", "Primary": true}],
           "Ipv6Addresses": [{"Ipv6Address": "2a05:d018:aa:bb00::10"}], {{prefixes}}, "Groups": [{"GroupId": "sg-1"}], "TagSet": [{"Key": "Name", "Value": "node"}]},
          {"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-a", "VpcId": "vpc-1", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.20", "Primary": true}],
           "Groups": [{"GroupId": "sg-1"}], "TagSet": [{"Key": "Name", "Value": "other"}]}]}
        """);
}
