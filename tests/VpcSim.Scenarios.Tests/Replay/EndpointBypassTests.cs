using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Traffic to a service's public addresses where private DNS would have named the VPC's interface endpoint. (AWS PrivateLink guide, "Private DNS")</summary>
public class EndpointBypassTests
{
    private const string App = "10.0.2.10:50000", S3 = "52.216.8.10:443", S3Elsewhere = "52.218.128.10:443", Amazon = "15.230.221.9:443", Nobody = "198.51.100.7:443";

    private static BypassedEndpoint[] Found(string service, bool privateDns, params string[] servers)
    {
        var capture = new Capture();
        foreach (string server in servers) capture.Add(Frame.Tcp(App, server, "S"), Frame.Tcp(server, App, "S."));
        Replayed result = Trial.Of(Resources.Web, Resources.App, Resources.InterfaceEndpoint(service, privateDns)).Run(capture);
        // It is routed as it stands all the same.
        Assert.Equal($"delivered {2 * servers.Length}", result.Outcomes);
        return [.. result.Summary.BypassedEndpoints];
    }

    [Fact]
    public void Traffic_to_the_services_own_addresses_is_noticed() =>
        Assert.Equal([new BypassedEndpoint("Endpoint", "com.amazonaws.us-east-1.s3", 2, IsCertain: true)], Found("s3", privateDns: true, S3));

    [Fact]
    public void Without_private_dns_the_name_stands_for_the_public_addresses_and_nothing_is_noticed() =>
        Assert.Empty(Found("s3", privateDns: false, S3));

    [Fact]
    public void Traffic_to_other_addresses_is_none() => Assert.Empty(Found("s3", privateDns: true, Nobody, Amazon, S3Elsewhere));

    [Fact]
    public void Of_a_service_without_published_addresses_it_is_not_certain() =>
        Assert.Equal([new BypassedEndpoint("Endpoint", "com.amazonaws.us-east-1.secretsmanager", 2, IsCertain: false)], Found("secretsmanager", privateDns: true, Amazon));

    [Fact]
    public void Addresses_that_another_service_has_and_other_ports_are_none() =>
        Assert.Empty(Found("secretsmanager", privateDns: true, S3, Nobody, Amazon.Replace(":443", ":80", StringComparison.Ordinal)));

    [Fact]
    public void Traffic_to_the_endpoint_itself_is_none() => Assert.Empty(Found("secretsmanager", privateDns: true, "10.0.2.4:443"));

    [Fact]
    public void Another_vpcs_hosts_do_not_see_its_names()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.App, Resources.InterfaceEndpoint("s3", privateDns: true), Resources.Twin).At("Twin");

        Assert.Empty(trial.Run(new Capture().Add(Frame.Tcp("10.0.1.10:50000", S3, "S"))).Summary.BypassedEndpoints);
        Assert.Single(trial.At("Web").Run(new Capture().Add(Frame.Tcp("10.0.1.10:50000", S3, "S"))).Summary.BypassedEndpoints);
    }
}
