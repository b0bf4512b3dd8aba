using VpcSim.Testing.Building;
using static VpcSim.Testing.Traffic;

namespace VpcSim.Testing.Tests;

/// <summary>What is wrong with a design is said with the call that says it.</summary>
public class MistakeTests
{
    [Fact]
    public void What_AWS_would_refuse_is_refused_with_its_code_at_the_call()
    {
#line 7 "Network.cs"
        DesignBuilder design = Design.Create().Vpc("10.0.0.0/16").Subnet("Subnet", "10.1.0.0/24");
#line default
        Refused(design, """Network.cs:7: Subnet("Subnet", "10.1.0.0/24"): InvalidSubnet.Range: """);
    }

    [Fact]
    public void A_name_that_nothing_has_is_answered_with_the_nearest_names() => Refused(
        Design.Create().Vpc("10.0.0.0/16").Subnet("PublicSubnet", "10.0.0.0/24").Instance("Server", "PublicSubnt"),
        """Instance("Server", "PublicSubnt"): nothing is called 'PublicSubnt'; the nearest names are PublicSubnet""");

    [Fact]
    public void A_name_of_something_else_says_what_it_is() => Refused(
        Design.Create().Vpc("10.0.0.0/16").SecurityGroup("Sg").Instance("Server", "Sg"),
        "'Sg' is an AWS::EC2::SecurityGroup, no AWS::EC2::Subnet");

    [Fact]
    public void A_name_is_taken_once()
    {
#line 7 "Network.cs"
        DesignBuilder design = Design.Create().Vpc("10.0.0.0/16").SecurityGroup("Same").Subnet("Same", "10.0.0.0/24");
#line default
        Refused(design, """Network.cs:7: Subnet("Same", "10.0.0.0/24"): there is a 'Same' already, of Network.cs:7: SecurityGroup("Same"); give one of them another name""");
    }

    [Fact]
    public void A_subnet_stands_in_a_VPC() => Refused(Design.Create().Subnet("Subnet", "10.0.0.0/24"), "call Vpc(\"10.0.0.0/16\") before it");

    [Fact]
    public void A_rule_is_named_with_its_group_and_its_own_line()
    {
#line 7 "Network.cs"
        DesignBuilder design = Design.Create().Vpc("10.0.0.0/16")
            .SecurityGroup("Sg", group => group
                .AllowIn(Tcp(443), "10.0.0.0/8")
                .AllowIn(Tcp(22), "10.0.0.1"));
#line default
        Refused(design, """Network.cs:10: SecurityGroup("Sg").AllowIn(Tcp(22), "10.0.0.1"): '10.0.0.1' is no block; write 10.0.0.1/32""");
    }

    [Fact]
    public void Ports_that_are_none_are_refused()
    {
        Assert.Contains("a port is a number from 0 to 65535", Assert.Throws<VpcUsageException>(() => Tcp(70_000)).Message, StringComparison.Ordinal);
        Assert.Contains("Udp(9, 1)", Assert.Throws<VpcUsageException>(() => Udp(9, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<VpcUsageException>(() => Protocol(256));
    }

    [Fact]
    public void A_rule_of_a_network_ACL_has_a_number_of_its_own() => Refused(
        Design.Create().Vpc("10.0.0.0/16").NetworkAcl("Acl", acl => acl.AllowIn(100, All, "0.0.0.0/0").DenyIn(100, Tcp(22), "0.0.0.0/0")),
        "Acl has an inbound rule 100 already");

    [Fact]
    public void A_route_leads_somewhere() => Refused(
        Design.Create().Vpc("10.0.0.0/16").InternetGateway("Igw").Subnet("Subnet", "10.0.0.0/24", subnet => subnet.Route("0.0.0.0/0", "Iwg")),
        """Subnet("Subnet").Route("0.0.0.0/0", "Iwg"): nothing is called 'Iwg'; the nearest names are Igw""");

    [Fact]
    public void A_subnet_has_one_route_table() => Refused(
        Design.Create().Vpc("10.0.0.0/16").InternetGateway("Igw").RouteTable("Routes").Subnet("Subnet", "10.0.0.0/24", subnet => subnet.Route("0.0.0.0/0", "Igw").RouteTable("Routes")),
        "a subnet has one route table");

    [Fact]
    public void A_host_outside_has_an_address() => Refused(ThreeTier.Design().OnInternet("friend", "198.51.100"), """OnInternet("friend", "198.51.100"): '198.51.100' is no address""");

    [Fact]
    public void What_listens_listens_on_a_host() => Refused(ThreeTier.Design().Listen("WebServr", 80), """Listen("WebServr", 80): no host is called 'WebServr'; the nearest are WebServer""");

    [Fact]
    public void A_setting_and_a_quota_that_there_is_not_are_answered_with_the_nearest_ones()
    {
        Refused(ThreeTier.Design().Setting("tcp-syn-timout", "30"), "there is no setting 'tcp-syn-timout'; the nearest are tcp-syn-timeout");
        Refused(ThreeTier.Design().Quota("security-groups-per-interfac", 7), "security-groups-per-interface");
    }

    [Fact]
    public void All_mistakes_are_said_at_once()
    {
        string message = Refused(Design.Create().Vpc("10.0.0.0/16").Instance("One", "Nowhere").Instance("Other", "Nowhere"), "Instance(\"One\", \"Nowhere\")");
        Assert.Contains("Instance(\"Other\", \"Nowhere\")", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_that_cannot_be_read_are_said_with_their_call() => Refused(
        Design.Create().Vpc("10.0.0.0/16").Resource("Eni", "AWS::EC2::NetworkInterface", "{ SubnetId: "),
        """Resource("Eni", "AWS::EC2::NetworkInterface"): its properties cannot be read""");

    [Fact]
    public void An_empty_design_is_no_design() => Refused(Design.Create(), "the design is empty");

    [Fact]
    public void A_name_has_letters_and_digits_alone() => Refused(Design.Create().Vpc("web-vpc", "10.0.0.0/16"), "Resource name web-vpc is non alphanumeric");

    private static string Refused(DesignBuilder design, string words)
    {
        string message = Assert.Throws<VpcUsageException>(() => design.Start()).Message;
        Assert.Contains(words, message, StringComparison.Ordinal);
        return message;
    }
}
