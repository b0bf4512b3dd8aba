using VpcSim.Model.Enis;

namespace VpcSim.Model.Tests.Enis;

public class InstanceTypesTests
{
    [Theory] // EC2 guide, "Amazon EC2 instance types", hypervisor type
    [InlineData("t2.micro", true)]
    [InlineData("m4.16xlarge", true)]
    [InlineData("i3.large", true)]
    [InlineData("p3.2xlarge", true)]
    [InlineData("f1.2xlarge", true)]
    [InlineData("m1.small", true)]
    [InlineData("i3.metal", false)]
    [InlineData("p3dn.24xlarge", false)]
    [InlineData("i3en.large", false)]
    [InlineData("t3.micro", false)]
    [InlineData("m5.large", false)]
    [InlineData("c7g.large", false)]
    [InlineData("x2gd.large", false)]
    [InlineData("unheard-of.large", false)]
    public void Old_families_run_on_Xen_and_the_rest_on_Nitro(string type, bool xen)
    {
        Assert.Equal(xen, InstanceTypes.IsXen(type));
        Assert.Equal(!xen, InstanceTypes.IsNitro(type));
    }

    [Theory] // EC2 guide, "Data protection in Amazon EC2", encryption in transit
    [InlineData("m5n.large", true)]
    [InlineData("c5n.9xlarge", true)]
    [InlineData("m6i.large", true)]
    [InlineData("m7g.medium", true)]
    [InlineData("c8gn.large", true)]
    [InlineData("g5.xlarge", true)]
    [InlineData("hpc6a.48xlarge", true)]
    [InlineData("u7i-12tb.224xlarge", true)]
    [InlineData("c6gn.large", true)]
    [InlineData("m5.large", false)]
    [InlineData("c6g.large", false)]
    [InlineData("r6gd.large", false)]
    [InlineData("t3.micro", false)]
    [InlineData("t4g.micro", false)]
    [InlineData("m4.large", false)]
    [InlineData("a1.large", false)]
    [InlineData("mac2.metal", false)]
    public void Traffic_is_encrypted_between_instances_of_these_types(string type, bool encrypts) => Assert.Equal(encrypts, InstanceTypes.EncryptsInTransit(type));

    [Theory] // EC2 API, ConnectionTrackingSpecification: 350 seconds on Nitro v6, P6e-GB200 excepted
    [InlineData("m8i.large", 350)]
    [InlineData("m8i-flex.large", 350)]
    [InlineData("c8gn.large", 350)]
    [InlineData("p6-b200.48xlarge", 350)]
    [InlineData("p6e-gb200.36xlarge", 432_000)]
    [InlineData("m8g.large", 432_000)]
    [InlineData("m7i.large", 432_000)]
    [InlineData("t2.micro", 432_000)]
    public void Idle_TCP_connections_are_kept_five_days_and_350_seconds_on_Nitro_v6(string type, int seconds) =>
        Assert.Equal(seconds, InstanceTypes.DefaultTcpEstablishedSeconds(type));
}
