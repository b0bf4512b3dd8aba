using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Model.Tests.Validation;

public class TrackingErrorsTests
{
    [Theory] // EC2 API, ConnectionTrackingSpecificationRequest: the least and the most seconds of each timeout
    [InlineData(60, null, null, true)]
    [InlineData(432_000, null, null, true)]
    [InlineData(59, null, null, false)]
    [InlineData(432_001, null, null, false)]
    [InlineData(null, 30, null, true)]
    [InlineData(null, 60, null, true)]
    [InlineData(null, 29, null, false)]
    [InlineData(null, 61, null, false)]
    [InlineData(null, null, 60, true)]
    [InlineData(null, null, 180, true)]
    [InlineData(null, null, 59, false)]
    [InlineData(null, null, 181, false)]
    public void Timeouts_lie_within_AWSs_bounds(int? tcp, int? udp, int? stream, bool allowed)
    {
        Design design = Sample.OneSubnet() with { NetworkInterfaces = [Sample.Interface("Web") with { ConnectionTracking = new ConnectionTracking(tcp, udp, stream) }] };
        if (allowed) design.Accepted();
        else Assert.Equal("Web", design.Refused("InvalidParameterValue").Resource);
    }

    [Theory] // EC2 guide, "Security group connection tracking": on the Nitro System only
    [InlineData("m5.large", false)]
    [InlineData("t2.micro", true)]
    public void A_choice_without_effect_is_a_finding(string type, bool found)
    {
        Design design = Sample.OneSubnet() with
        {
            Instances = [new Instance { Name = "Web", Id = "i-Web", InstanceType = type }],
            NetworkInterfaces = [Sample.Interface("Web") with { InstanceId = "i-Web", ConnectionTracking = new ConnectionTracking(UdpTimeoutSeconds: 45) }],
        };
        Assert.Equal(found, design.Provision().Findings.Any(finding => finding is { Code: "no-effect", Resource: "Web" }));
    }
}
