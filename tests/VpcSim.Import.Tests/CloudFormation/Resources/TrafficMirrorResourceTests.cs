using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class TrafficMirrorResourceTests
{
    [Fact]
    public void A_session_has_its_source_and_the_interface_of_its_target()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            Web: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet}}
            Monitor: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet}}
            Target: {Type: 'AWS::EC2::TrafficMirrorTarget', Properties: {NetworkInterfaceId: !Ref Monitor}}
            Filter: {Type: 'AWS::EC2::TrafficMirrorFilter', Properties: {}}
            Session: {Type: 'AWS::EC2::TrafficMirrorSession', Properties: {NetworkInterfaceId: !Ref Web, TrafficMirrorTargetId: !Ref Target, TrafficMirrorFilterId: !Ref Filter, SessionNumber: 1}}
            """));
        TrafficMirrorSession session = Assert.Single(result.Design.TrafficMirrorSessions);
        string IdOf(string name) => result.Design.NetworkInterfaces.Single(eni => eni.Name == name).Id;
        Assert.Equal((IdOf("Web"), IdOf("Monitor")), (session.SourceInterfaceId, session.TargetInterfaceId));
        Assert.Contains(result.Findings, finding => finding is { Code: "not-modelled", Resource: "Session" });
    }

    [Fact]
    public void A_target_that_is_a_load_balancer_is_left_out_with_its_session()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            Web: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet}}
            Target: {Type: 'AWS::EC2::TrafficMirrorTarget', Properties: {NetworkLoadBalancerArn: arn}}
            Session: {Type: 'AWS::EC2::TrafficMirrorSession', Properties: {NetworkInterfaceId: !Ref Web, TrafficMirrorTargetId: !Ref Target, TrafficMirrorFilterId: tmf-1, SessionNumber: 1}}
            """));
        Assert.Empty(result.Design.TrafficMirrorSessions);
        Assert.Contains(result.Findings, finding => finding is { Code: "not-modelled", Resource: "Target" });
    }
}
