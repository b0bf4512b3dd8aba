using System.Text.Json;
using System.Xml.Linq;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim design show</c>: the tree, the drawings, the JSON.</summary>
public class DesignShowTests
{
    private static readonly string _egress = Path.Combine(Repository.Root, "docs", "examples", "central-egress", "template.yaml");

    public static TheoryData<string> Formats => ["text", "dot", "mermaid", "svg", "json"];

    [Fact]
    public void The_tree_holds_each_subnet_with_its_interfaces_addresses_groups_and_owners()
    {
        string[] lines = [.. Show(Repository.Template).Out.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

        Assert.StartsWith("us-east-1, account 123456789012: 1 VPC, 3 subnets, 6 interfaces", lines[0], StringComparison.Ordinal);
        int subnet = Array.FindIndex(lines, line => line.StartsWith("subnet DbSubnet (subnet-", StringComparison.Ordinal));
        Assert.EndsWith("10.0.3.0/24 us-east-1a private", lines[subnet], StringComparison.Ordinal);
        Assert.Equal("route table DbRouteTable, network ACL DbNetworkAcl", lines[subnet + 1]);
        Assert.EndsWith(") 10.0.3.10 [DbSg] instance Database", lines[subnet + 2], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("subnet PublicSubnet (", StringComparison.Ordinal) && line.EndsWith(" public", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Bastion (eni-", StringComparison.Ordinal) && line.Contains(") 10.0.1.20 = ", StringComparison.Ordinal) && line.EndsWith(" [BastionSg] instance Bastion", StringComparison.Ordinal));
        Assert.Contains("0.0.0.0/0 NAT gateway NatGateway", lines);
        Assert.Contains("192.168.0.0/16 virtual private gateway VpnGateway, propagated", lines);
        Assert.Contains("inbound 100 allow tcp 5432 10.0.2.0/24", lines);
        Assert.Contains("inbound tcp 5432 from AppSg", lines);
        Assert.Contains(lines, line => line.StartsWith("interface endpoint SecretsEndpoint (vpce-", StringComparison.Ordinal) && line.EndsWith("com.amazonaws.us-east-1.secretsmanager in AppSubnet, private DNS [EndpointSg]", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("VPN connection VpnConnection (vpn-", StringComparison.Ordinal) && line.EndsWith("VpnGateway -- CustomerGateway (198.51.100.200), static: 192.168.0.0/16", StringComparison.Ordinal));
    }

    [Fact]
    public void What_joins_VPCs_stands_behind_them()
    {
        string text = Show(_egress).Out;

        Assert.Contains("\nTransit gateways\n  TransitGateway (tgw-", text, StringComparison.Ordinal);
        Assert.Contains("attachment ShopAttachment", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_design_is_shown_in_the_same_bytes(string format)
    {
        Ran one = Show(Repository.Template, "--format", format), other = Show(Repository.Template, "--format", format);
        Assert.Equal(one, other);
        Assert.EndsWith("\n", one.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void One_VPC_of_several_is_shown_with_what_joins_it(string format)
    {
        string whole = Show(_egress, "--format", format).Out, shop = Show(_egress, "--vpc", "ShopVpc", "--format", format).Out;

        Assert.Contains("StockSubnet", whole, StringComparison.Ordinal);
        Assert.Contains("ShopSubnet", shop, StringComparison.Ordinal);
        Assert.Contains("TransitGateway", shop, StringComparison.Ordinal);
        Assert.DoesNotContain("StockSubnet", shop, StringComparison.Ordinal);
        Assert.DoesNotContain("NatGateway", shop, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_of_the_example_is_what_is_drawn_of_it() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "docs", "examples", "three-tier", "network.svg")).ReplaceLineEndings("\n"), Show(Repository.Template, "--format", "svg").Out);

    [Theory]
    [InlineData("three-tier")]
    [InlineData("central-egress")]
    public void A_picture_has_boxes_within_boxes_of_which_none_covers_another(string example)
    {
        XDocument picture = XDocument.Parse(Show(Path.Combine(Repository.Root, "docs", "examples", example, "template.yaml"), "--format", "svg").Out);
        (int Width, int Height) = (Number(picture.Root!, "width"), Number(picture.Root!, "height"));
        Box[] boxes = [.. picture.Root!.Elements().Where(element => element.Name.LocalName == "rect").Skip(1).Select(Box.Of)];

        Assert.True(boxes.Length > 10);
        Assert.All(boxes, box => Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= Width && box.Y + box.Height <= Height, $"{box} leaves the picture"));
        foreach (Box box in boxes)
            Assert.All(boxes, other => Assert.True(box == other || !box.Touches(other) || box.Holds(other) || other.Holds(box) || box.IsOnEdgeOf(other) || other.IsOnEdgeOf(box), $"{box} covers {other}"));
    }

    [Fact]
    public void Lines_of_a_picture_run_level_or_upright()
    {
        XDocument picture = XDocument.Parse(Show(_egress, "--format", "svg").Out);
        string[] lines = [.. picture.Root!.Elements().Where(element => element.Name.LocalName == "polyline").Select(line => line.Attribute("points")!.Value)];

        Assert.NotEmpty(lines);
        foreach (string line in lines)
        {
            int[][] points = [.. line.Split(' ').Select(point => point.Split(',').Select(int.Parse).ToArray())];
            for (int i = 1; i < points.Length; i++) Assert.True(points[i][0] == points[i - 1][0] || points[i][1] == points[i - 1][1], line);
        }
    }

    [Fact]
    public void A_crowded_subnet_is_folded_in_drawings_and_whole_in_text()
    {
        using var folder = new TemporaryFolder();
        string hosts = string.Concat(Enumerable.Range(10, 40).Select(i => $"  Host{i}:\n    Type: AWS::EC2::NetworkInterface\n    Properties: {{ SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.{i + 1}, GroupSet: [!Ref Group] }}\n"));
        string file = folder.Write("crowd.yaml", SmallDesign.Text + "\n" + hosts);

        string text = Show(file).Out, svg = Show(file, "--format", "svg").Out, dot = Show(file, "--format", "dot").Out;

        Assert.Contains("Host49 (eni-", text, StringComparison.Ordinal);
        Assert.Contains(">and 18 more<", svg, StringComparison.Ordinal);
        Assert.Contains("[label=\"and 18 more\"", dot, StringComparison.Ordinal);
        Assert.DoesNotContain("Host49", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_languages_of_drawings_would_take_for_their_own_are_escaped()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("described.json", """
            { "Vpcs": [{ "VpcId": "vpc-0123456789abcdef0", "CidrBlock": "10.0.0.0/16", "Tags": [{ "Key": "Name", "Value": "a\"]; <b>&\\ end" }] }],
              "Subnets": [{ "SubnetId": "subnet-0123456789abcdef0", "VpcId": "vpc-0123456789abcdef0", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1a" }] }
            """);

        Assert.Contains("label=\"a\\\"]; <b>&\\\\ end\\n10.0.0.0/16\"", Show(file, "--format", "dot").Out, StringComparison.Ordinal);
        Assert.Contains("[\"a#34;#93;; #60;b#62;#38;#92; end<br/>10.0.0.0/16\"]", Show(file, "--format", "mermaid").Out, StringComparison.Ordinal);
        XDocument picture = XDocument.Parse(Show(file, "--format", "svg").Out);
        Assert.Contains(picture.Root!.Elements(), element => element.Name.LocalName == "text" && element.Value == "a\"]; <b>&\\ end");
    }

    [Fact]
    public void Programs_read_the_network_as_it_is_nested()
    {
        using JsonDocument json = JsonDocument.Parse(Show(Repository.Template, "--format", "json").Out);
        JsonElement vpc = json.RootElement.GetProperty("vpcs")[0];
        JsonElement subnet = vpc.GetProperty("subnets").EnumerateArray().Single(subnet => subnet.GetProperty("name").GetString() == "PublicSubnet");
        JsonElement bastion = subnet.GetProperty("interfaces").EnumerateArray().Single(eni => eni.GetProperty("name").GetString() == "Bastion");

        Assert.Equal(["vpcsim", "design", "vpcs", "peering-connections", "transit-gateways", "vpn-connections", "elastic-ips", "prefix-lists", "unattached"], json.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.True(subnet.GetProperty("public").GetBoolean());
        Assert.Equal("10.0.1.20", bastion.GetProperty("addresses")[0].GetProperty("private").GetString());
        Assert.NotNull(bastion.GetProperty("addresses")[0].GetProperty("public").GetString());
        Assert.Contains(vpc.GetProperty("route-tables").EnumerateArray().SelectMany(table => table.GetProperty("routes").EnumerateArray()), route => route.GetProperty("target-kind").GetString() == "NAT gateway");
    }

    [Fact]
    public void Each_field_of_the_JSON_stands_in_its_document()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "json.md"));
        using JsonDocument json = JsonDocument.Parse(Show(_egress, "--format", "json").Out);
        foreach (string field in FieldsOf(json.RootElement).Distinct())
            Assert.Matches($@"[`.]{field}(\[\])?`", document);
    }

    [Fact]
    public void Mistakes_are_answered_with_the_way_out()
    {
        Ran.InProcess("design", "show").IsUnusable("name the design: vpcsim design show FILE...", "Try: vpcsim design show --help");
        Ran.InProcess("design", "show", Repository.Template, "--format", "sgv").IsUnusable("--format (argument 4): 'sgv' is none of text, dot, mermaid, svg, json; did you mean 'svg'?");
        Ran.InProcess("design", "show", _egress, "--vpc", "ShopVcp").IsUnusable("--vpc (argument 4): no VPC of the design is called 'ShopVcp'; the nearest names are ShopVpc");
        Ran.InProcess("design", "show", Repository.Template, "--format", "svg", "--format", "dot").IsUnusable("--format stands 2 times (arguments 4, 6); keep one");
    }

    [Fact]
    public void An_empty_design_is_shown_as_such()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("topic.yaml", "Resources: { Topic: { Type: AWS::SNS::Topic } }");

        Assert.StartsWith("us-east-1, account 123456789012: nothing in it\n", Show(file).Out, StringComparison.Ordinal);
        Assert.NotNull(XDocument.Parse(Show(file, "--format", "svg").Out).Root);
    }

    private static Ran Show(params string[] args)
    {
        Ran ran = Ran.InProcess(["design", "show", .. args]);
        Assert.Equal(0, ran.Status);
        return ran;
    }

    private static IEnumerable<string> FieldsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => FieldsOf(field.Value).Prepend(field.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(FieldsOf),
        _ => [],
    };

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value);

    private sealed record Box(int X, int Y, int Width, int Height)
    {
        public static Box Of(XElement rect) => new(Number(rect, "x"), Number(rect, "y"), Number(rect, "width"), Number(rect, "height"));

        public bool Touches(Box other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

        public bool Holds(Box other) => X <= other.X && Y <= other.Y && X + Width >= other.X + other.Width && Y + Height >= other.Y + other.Height;

        /// <summary>Gateways stand on the right edge of their VPC.</summary>
        public bool IsOnEdgeOf(Box vpc) => Y > vpc.Y && Y + Height < vpc.Y + vpc.Height && X + (Width / 2) == vpc.X + vpc.Width;
    }
}
