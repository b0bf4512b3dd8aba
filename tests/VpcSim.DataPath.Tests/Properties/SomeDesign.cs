using CsCheck;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>Random designs over one plan of addresses: every gateway may be there or not, groups and network ACLs are drawn from short lists.</summary>
internal static class SomeDesign
{
    private static readonly string[][] Groups =
    [
        ["in all 0.0.0.0/0", "in all ::/0", "out all 0.0.0.0/0", "out all ::/0"],
        ["out all 0.0.0.0/0", "out all ::/0"],
        ["in all 0.0.0.0/0", "in all ::/0"],
        ["in tcp 80 0.0.0.0/0", "in udp 53 10.0.0.0/16", "out all 0.0.0.0/0", "out all ::/0"],
        ["in tcp 80 10.0.0.0/16", "in icmp 8/0 0.0.0.0/0", "in icmpv6 128/0 ::/0", "out tcp 0-65535 0.0.0.0/0"],
        ["in all sg-other", "in 132 10.0.0.0/16", "out udp 53 0.0.0.0/0", "out icmp 0.0.0.0/0", "out all sg-other"],
        ["in tcp 80 203.0.113.0/24", "in udp 0-65535 0.0.0.0/0", "in udp 0-65535 ::/0", "out all 0.0.0.0/0", "out all ::/0"],
    ];

    private static readonly string[][] Acls =
    [
        ["in 100 allow all 0.0.0.0/0", "in 101 allow all ::/0", "out 100 allow all 0.0.0.0/0", "out 101 allow all ::/0"],
        ["in 50 deny udp 53 0.0.0.0/0", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0"],
        ["in 100 allow all 0.0.0.0/0", "in 101 allow all ::/0", "out 40 deny tcp 40000 0.0.0.0/0", "out 50 allow all 0.0.0.0/0", "out 60 deny icmp 0.0.0.0/0"],
        ["in 100 allow all 10.0.0.0/16", "out 100 allow all 10.0.0.0/16"],
    ];

    /// <summary>What is drawn of a design.</summary>
    internal sealed record Choices(int GroupOfOne, int GroupOfTwo, int GroupOfThree, int GroupOfEndpoint, int AclA, int AclB, int AclPublic, int Gateways)
    {
        /// <summary>Whether the main route table leads to the NAT gateway.</summary>
        public bool LeadsOutByNat => (Gateways >> 4 & 1) != 0;
    }

    /// <summary>What an owner may do to such a design while packets flow: other rules, other groups of an interface,
    /// other entries or another network ACL, VPC Block Public Access on or off, a route or a public address gone.</summary>
    public static Gen<Func<Model.Designs.Design, Model.Designs.Design>> Change { get; } = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6]).Select(ChangeOf);

    public static Gen<Choices> Any { get; } = Gen.Select(
        Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Select(Gen.Int[0, 5], Gen.Int[0, (1 << 23) - 1]),
        (one, two, three, endpoint, a, b, last) => new Choices(one, two, three, endpoint, a, b, last.Item1, last.Item2));

    private static string[] More(bool several, bool isPublic) => !several ? [] : isPublic ? ["10.0.0.221 198.51.100.21"] : ["10.0.0.221", "10.0.0.222"];

    public static DesignBuilder Build(Choices drawn)
    {
        bool Has(int bit) => (drawn.Gateways >> bit & 1) != 0;
        var builder = new DesignBuilder();
        builder.Transit(defaults: !Has(20)).Vpc("far", "10.1.0.0/16").Table("far-main", Has(13) ? ["0.0.0.0/0 tgw"] : []).Subnet("far-a", "10.1.1.0/24", table: "far-main").Eni("far", "10.1.1.10");
        if (Has(13)) builder.Attach("far-attachment", "far-a").AttachConnection("branch", 65003, Has(10) ? "static 10.50.0.0/16" : "announce 10.50.0.0/16", "down 1 31 360", Has(11) ? "down 2 60 900" : "down 2 5 6", "update 2 1000")
            .AttachConnection("depot", 65004, Has(12) ? "announce 10.50.0.0/16 path 65004 65003" : "announce 10.50.0.0/16", "ingress 2", "down 2 30 61", "cipher AES256 SHA2-384")
            .AttachDirectConnect("direct").TransitInterface("transit", "direct", lines: [Has(11) ? "announce 10.50.0.0/16" : "announce 10.50.128.0/17", "down 0 20 200"]);
        builder.Peering("pcx", "far", "vpc", active: Has(6));
        builder.Vpc(ipv6: "2001:db8::/56").InternetGateway(attached: Has(0)).EgressOnlyGateway().Vgw();
        builder.Connection("paris", 65001, Has(10) ? "static 192.168.0.0/16" : "announce 192.168.0.0/16", "down 1 31 360", Has(11) ? "down 2 60 900" : "down 2 5 6", "update 2 1000");
        builder.Connection("london", 65002, "announce 172.16.0.0/12", "ingress 2", "down 2 30 61");
        if (Has(11)) builder.VirtualInterface("dx", 65009, 1500, "announce 172.16.0.0/16", "down 0 29 500");
        string[] propagating = Has(11) ? ["propagate vgw"] : [];
        string[] beyond = Has(1) ? ["192.168.0.0/16 vgw", "10.1.0.0/16 pcx"] : [];
        if (Has(13)) beyond = [Has(1) ? "192.168.0.0/16 vgw" : "192.168.0.0/16 tgw", "10.1.0.0/16 tgw", "10.50.0.0/16 tgw"];
        string[] throughA = [], throughB = [];
        if (Has(8))
        {
            builder.Table("inner", ["0.0.0.0/0 igw", "::/0 eigw", .. beyond]).Subnet("m", "10.0.3.0/24", "2001:db8:0:3::/64", table: "inner");
            builder.Eni("appliance", "10.0.3.30 2001:db8:0:3::30", publicAddress: "198.51.100.40", check: false);
            if (Has(6)) builder.InspectionEndpoint("inspection", "10.0.3.50");
            (throughA, throughB) = ([Has(6) ? "10.0.2.0/24 inspection" : "10.0.2.0/24 appliance", "2001:db8:0:2::/64 appliance"], ["10.0.1.0/24 appliance"]);
            if (Has(9) && Has(0)) builder.GatewayTable("edge", "igw", Has(6) && Has(22) ? "10.0.2.0/24 inspection" : "10.0.2.0/24 appliance");
            if (Has(22)) builder.GatewayTable("edge-vgw", "vgw", "10.0.1.0/24 appliance");
        }
        builder.Table("public", ["0.0.0.0/0 igw", Has(2) ? "::/0 igw" : "::/0 eigw", .. beyond, .. throughA]);
        builder.Acl("acl-a", Acls[drawn.AclA % 4]).Acl("acl-b", Acls[drawn.AclB % 4]).Acl("acl-p", Acls[drawn.AclPublic % 4]);
        builder.Subnet("p", "10.0.0.0/24", table: "public", acl: drawn.AclPublic > 3 ? null : "acl-p").Nat("nat", "p", "10.0.0.220", Has(3) ? "198.51.100.20" : null, More(Has(15), Has(3)));
        string[] nat64 = Has(16) ? ["64:ff9b::/96 nat"] : [];
        builder.Main([drawn.LeadsOutByNat ? "0.0.0.0/0 nat" : "0.0.0.0/0 igw", "::/0 eigw", .. nat64, .. beyond, .. throughB, .. propagating]);
        builder.Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64", table: Has(5) ? "public" : null, acl: drawn.AclA > 3 ? null : "acl-a");
        builder.Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64", acl: drawn.AclB > 3 ? null : "acl-b");
        builder.Group("one", Groups[drawn.GroupOfOne]).Group("other", Groups[drawn.GroupOfTwo]).Group("three", Groups[drawn.GroupOfThree]);
        builder.Group("endpoint", Groups[drawn.GroupOfEndpoint]);
        builder.Eni("one", "10.0.1.10 10.0.1.11 2001:db8:0:1::10", "one", publicAddress: Has(7) ? "198.51.100.10" : null, metadata: new MetadataOptions { HttpEndpoint = Has(12) }).Delegating("10.0.1.64/28");
        builder.Eni("two", "10.0.1.20 2001:db8:0:1::20", "other", type: "m5.large");
        builder.Eni("three", "10.0.2.30 2001:db8:0:2::30", "three", publicAddress: "198.51.100.30");
        builder.InterfaceEndpoint("endpoint", "10.0.2.50", "endpoint");
        if (Has(13)) builder.Attach("attachment", Has(2) ? "p a b" : "p b", appliance: Has(14));
        // A table of its own, by which the far VPC may reach the internet through the NAT gateway.
        if (Has(13) && Has(20))
            builder.TransitTable("hub", "tgw", "0.0.0.0/0 attachment", "associate attachment", "associate far-attachment", "associate branch", "associate depot", "propagate attachment", "propagate far-attachment", "propagate branch", "propagate depot");
        if (Has(21)) builder.ServiceEni("balancer", "10.0.2.40", InterfaceKind.NetworkLoadBalancer, "other").Mirror("one", "three");
        if (Has(2)) builder.GatewayEndpoint("s3", "s3", "main", "public");
        if (Has(17)) builder.BlockPublicAccess(Has(18) ? BlockPublicAccessMode.BlockIngress : BlockPublicAccessMode.BlockBidirectional).Exclude("a", egressOnly: Has(19));
        return builder;
    }

    private static Func<Model.Designs.Design, Model.Designs.Design> ChangeOf(int kind, int what) => kind switch
    {
        0 => design => design.WithGroup("one", Groups[what]),
        1 => design => design.WithGroupsOf("three", what % 2 == 0 ? "other" : "one"),
        2 => design => design.WithAcl("acl-a", Acls[what % 4]),
        3 => design => design.WithSubnetAcl("b", what % 2 == 0 ? "acl-a" : "acl-p"),
        4 => design => design with { BlockPublicAccess = (BlockPublicAccessMode)(what % 3) },
        5 => design => design.WithoutRoute(what % 2 == 0 ? "main" : "public", what / 2),
        _ => design => design with { ElasticIps = design.ElasticIps.RemoveAll(address => address.Name == "three-eip") },
    };
}
