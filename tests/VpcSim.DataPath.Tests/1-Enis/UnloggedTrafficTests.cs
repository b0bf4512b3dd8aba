using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Tests.Enis;

public class UnloggedTrafficTests
{
    private const string Web = "10.0.1.10", Monitor = "10.0.2.40", Endpoint = "10.0.2.50", Balancer = "10.0.1.60";

    [Fact] // VPC guide, "Flow log limitations": mirrored traffic is logged at the mirror target and not at its source
    public void Mirrored_traffic_is_logged_at_its_target_alone()
    {
        Run run = Start();
        for (int i = 0; i < 2; i++)
        {
            run.Send(Udp.Datagram(Web, Monitor, 4789, payload: 200)).ShouldBeDelivered(to: "monitor").ShouldBeRecorded("monitor ingress ACCEPT");
            run.Send(Udp.Datagram(Web, Monitor, 4790)).ShouldBeDelivered(to: "monitor").ShouldBeRecorded("web egress ACCEPT", "monitor ingress ACCEPT");
            run.Send(Udp.Datagram(Balancer, Monitor, 4789)).ShouldBeRecorded("balancer egress ACCEPT", "monitor ingress ACCEPT");
        }
    }

    [Fact] // VPC guide, "Flow log limitations": traffic between an endpoint's interface and a Network Load Balancer's is not logged
    public void Between_an_endpoint_and_a_network_load_balancer_nothing_is_logged()
    {
        Run run = Start();
        for (int i = 0; i < 2; i++)
        {
            run.Send(Tcp.Syn(Balancer, Endpoint, 443)).ShouldBeDelivered(to: "secrets").ShouldNotBeRecorded();
            run.Reply().ShouldBeDelivered(to: "balancer").ShouldNotBeRecorded();
            run.Send(Tcp.Data(Balancer, Endpoint, 443)).ShouldBeDelivered(to: "secrets").ShouldNotBeRecorded();
            run.Send(Tcp.Syn(Web, Endpoint, 443)).ShouldBeRecorded("web egress ACCEPT", "secrets ingress ACCEPT");
            run.Send(Tcp.Syn(Web, Balancer, 443)).ShouldBeRecorded("web egress ACCEPT", "balancer ingress ACCEPT");
        }
    }

    private static Run Start()
    {
        var builder = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("monitor", Monitor).Eni("balancer", Balancer)
            .Group("secrets", "in tcp 443 from 10.0.0.0/16").InterfaceEndpoint("secrets", Endpoint, "secrets");
        var written = builder.Written;
        var balancer = written.NetworkInterfaces.Single(eni => eni.Name == "balancer");
        return new Run(DesignBuilder.Complete(written with
        {
            NetworkInterfaces = written.NetworkInterfaces.Replace(balancer, balancer with { Kind = InterfaceKind.NetworkLoadBalancer }),
            TrafficMirrorSessions = [new TrafficMirrorSession { Name = "copies", Id = "tms-copies", SourceInterfaceId = "eni-web", TargetInterfaceId = "eni-monitor" }],
        }), DataPathSettings.Default);
    }
}
