using VpcSim.DataPath;
using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;

namespace VpcSim.FlowLogs.Tests.Examples;

/// <summary>What flow logs say of encryption in transit. (VPC guide, "Enforce VPC encryption in transit", encryption status in flow logs)</summary>
public class EncryptionStatusTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20", Store = "52.216.8.10";
    private const string Encrypting = "m6i.large", Open = "m5.large", Xen = "t2.micro";

    [Theory] // VPC guide: 1 for Nitro-encrypted, 0 for not encrypted; EC2 guide, "Data protection in Amazon EC2": both instances are of types that encrypt
    [InlineData(Encrypting, Encrypting, "1")]
    [InlineData(Encrypting, Open, "0")]
    [InlineData(Open, Encrypting, "0")]
    public void The_hardware_encrypts_between_instances_that_both_can(string client, string server, string status)
    {
        Design design = Controlled(Pair(client, server)).Logged("eni-client", "encryption-status").Logged("eni-server", "encryption-status");
        Packet request = Tcp.Syn(Client, Server, 443);
        Assert.Equal([status, status, status, status], Records(design, request, request.Reply()));
    }

    [Fact] // VPC guide: a dash where encryption controls are off
    public void Without_encryption_controls_the_status_is_a_dash() =>
        Assert.Equal(["-"], Records(Pair(Encrypting, Encrypting).Logged("eni-client", "encryption-status"), Tcp.Syn(Client, Server, 443)));

    [Fact] // VPC guide: of the VPC that has them, and of no other
    public void The_controls_are_those_of_the_interfaces_own_VPC()
    {
        Design design = new DesignBuilder().Vpc("other", "10.1.0.0/16").Vpc().Subnet("a", "10.0.1.0/24").Eni("client", Client, type: Encrypting)
            .Subnet("b", "10.0.2.0/24").Eni("server", Server, type: Encrypting).Written;
        Assert.Equal(["-"], Records(Controlled(design, "vpc-other").Logged("eni-client", "encryption-status"), Tcp.Syn(Client, Server, 443)));
    }

    [Theory] // VPC guide: 2 for application-encrypted, which is TCP port 443 of an interface or gateway endpoint; 3 for both
    [InlineData(Encrypting, 443, "3")]
    [InlineData(Encrypting, 80, "1")]
    [InlineData(Open, 443, "2")]
    [InlineData(Open, 80, "0")]
    public void Port_443_of_an_interface_endpoint_is_encrypted_by_the_application(string type, int port, string status)
    {
        Design design = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Eni("client", Client, type: type).Group("web", "in tcp 1-65535 from 0.0.0.0/0")
            .InterfaceEndpoint("secrets", "10.0.1.40", "web").Written;
        design = Controlled(design).Logged("eni-client", "encryption-status").Logged("eni-secrets", "encryption-status");
        Packet request = Tcp.Syn(Client, "10.0.1.40", (ushort)port);
        Assert.Equal([status, status, status, status], Records(design, request, request.Reply()));
    }

    [Theory] // VPC guide: the same of a gateway endpoint, out and back, before Nitro too
    [InlineData(Encrypting, 443, "2 7", "2 -")]
    [InlineData(Encrypting, 80, "0 7", "0 -")]
    [InlineData(Xen, 443, "2 2", "2 -")]
    public void Port_443_of_a_gateway_endpoint_is_encrypted_by_the_application(string type, int port, string there, string back)
    {
        Design design = new DesignBuilder().Vpc().Main().GatewayEndpoint("s3", "s3", "main").Subnet("a", "10.0.1.0/24").Eni("client", Client, type: type).Written;
        design = Controlled(design).Logged("eni-client", "encryption-status traffic-path");
        Packet request = Tcp.Syn(Client, Store, (ushort)port);
        Assert.Equal([there, back], Records(design, EntryPoint.GatewayEndpoint(0), request, request.Reply()));
    }

    [Fact] // VPC guide: only endpoints count as encrypted by the application, whatever a port is used for elsewhere
    public void What_goes_to_the_internet_is_not_encrypted_by_what_AWS_knows()
    {
        Design design = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24")
            .Eni("client", Client, publicAddress: "198.51.100.9", type: Encrypting).Written;
        Packet request = Tcp.Syn(Client, "203.0.113.5", 443);
        Assert.Equal(["0", "0"], Records(Controlled(design).Logged("eni-client", "encryption-status"), request, request.Reply()));
    }

    [Fact] // VPC guide: a dash where the status is unknown
    public void Where_the_other_end_is_unknown_the_status_is_a_dash()
    {
        Design design = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Eni("client", Client, type: Encrypting).Eni("bare", "10.0.1.30").Written;
        design = Controlled(design).Logged("eni-client", "encryption-status");
        Assert.Equal(["-"], Records(design, Tcp.Syn(Client, "10.0.1.77", 443)));
        Assert.Equal(["-"], Records(design, Tcp.Syn(Client, "10.0.1.30", 443)));
    }

    [Fact] // a log whose format does not ask for hops must ask for them all the same, in windows of ten minutes too
    public void Later_packets_and_long_windows_have_the_same_status()
    {
        Packet first = Tcp.Syn(Client, Server, 443);
        Design design = Controlled(Pair(Xen, Encrypting)).Logged("eni-client", "packets encryption-status");
        Assert.Equal(["3 0"], Records(design, first, first.Next(), first.Next()));
    }

    private static Design Pair(string client, string server) => new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24")
        .Eni("client", Client, type: client).Eni("server", Server, type: server).Written;

    private static Design Controlled(Design design, string vpc = "vpc-vpc") =>
        design with { EncryptionControls = [new VpcEncryptionControl { Name = "controls", Id = "vpcec-controls", VpcId = vpc }] };

    private static IEnumerable<string> Records(Design design, params Packet[] packets) => Records(design, null, packets);

    private static IEnumerable<string> Records(Design design, EntryPoint? answersFrom, params Packet[] packets)
    {
        var traffic = new LoggedTraffic(design);
        for (int i = 0; i < packets.Length; i++)
        {
            if (i > 0 && answersFrom is { } entry) traffic.At(1_600_000_200 + i, packets[i], entry);
            else traffic.At(1_600_000_200 + i, packets[i]);
        }
        return traffic.Records().SelectMany(log => log);
    }
}
