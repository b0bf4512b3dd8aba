using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Tests.Validation;

public class DhcpOptionsErrorsTests
{
    private static readonly DhcpOptions _options = new() { Name = "Options", Id = "dopt-Options" };

    [Theory] // VPC guide, "DHCP option set concepts": up to four servers, or AmazonProvidedDNS
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void A_set_has_four_servers_of_a_kind(int count, bool allowed)
    {
        ImmutableArray<string> servers = [.. Enumerable.Range(1, count).Select(number => $"10.0.0.{number}")];
        foreach (DhcpOptions options in new[] { _options with { DomainNameServers = servers }, _options with { NtpServers = servers }, _options with { NetbiosNameServers = servers } })
        {
            if (allowed) With(options).Accepted();
            else Assert.Equal("Options", With(options).Refused("InvalidParameterValue").Resource);
        }
    }

    [Fact] // VPC guide, "DHCP option set concepts": four IPv4 and four IPv6 time servers
    public void Time_servers_are_counted_by_family() =>
        With(_options with { NtpServers = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "fd00::1", "fd00::2", "fd00::3", "fd00::4"] }).Accepted();

    [Theory] // VPC guide, "DHCP option set concepts"
    [InlineData("AmazonProvidedDNS", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("dns.example.com", false)]
    public void A_name_server_is_an_address_or_AmazonProvidedDNS(string server, bool allowed)
    {
        Design design = With(_options with { DomainNameServers = [server] });
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Theory] // VPC guide, "DHCP option set concepts": the NetBIOS node type
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(8, true)]
    public void A_node_type_is_one_of_four(int type, bool allowed)
    {
        Design design = With(_options with { NetbiosNodeType = type });
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Fact] // EC2 API, "Error codes"
    public void A_VPCs_option_set_exists() => (With(_options) with { DhcpOptions = [] }).Refused("InvalidDhcpOptionsID.NotFound");

    private static Design With(DhcpOptions options) => new() { Vpcs = [Sample.Vpc() with { DhcpOptionsId = options.Id }], DhcpOptions = [options] };
}
