using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Resources that only add to others, read before all: associations that a template writes into a list.</summary>
internal static class Attachments
{
    private const string Main = "Main";

    public static void Collect(Translation t, TerraformResource r)
    {
        if (r.IsData) return;
        Block block = Block.Of(r);
        switch (r.Type)
        {
            case "aws_main_route_table_association":
                if (Links.Target(t, block, "vpc_id", Wanted.Vpc) is { } vpc)
                {
                    t.AddTo(vpc, Main, new ScalarNode(r.Place, ""));
                    if (Links.Target(t, block, "route_table_id", Wanted.RouteTable) is { } table) t.AddTo(table, Main, new ScalarNode(r.Place, ""));
                    else t.Finding("unknown-value", $"{r.Address} makes a table the main one that cannot be told; {vpc.Address} keeps the one that it is born with", r);
                }
                break;
            case "aws_vpc_ipv6_cidr_block_association":
                Mark(t, r, block, "vpc_id", Wanted.Vpc, "ipv6");
                break;
            case "aws_vpc_endpoint_route_table_association":
                AddList(t, r, "vpc_endpoint_id", Wanted.Endpoint, "RouteTableIds", "route_table_id", Wanted.RouteTable);
                break;
            case "aws_vpc_endpoint_subnet_association":
                AddList(t, r, "vpc_endpoint_id", Wanted.Endpoint, "SubnetIds", "subnet_id", Wanted.Subnet);
                break;
            case "aws_vpc_endpoint_security_group_association":
                AddList(t, r, "vpc_endpoint_id", Wanted.Endpoint, "SecurityGroupIds", "security_group_id", Wanted.SecurityGroup);
                break;
            case "aws_vpc_endpoint_policy":
                if (Links.Target(t, block, "vpc_endpoint_id", Wanted.Endpoint) is { } endpoint && block.Value("policy") is { } policy) t.AddTo(endpoint, "PolicyDocument", policy);
                break;
            case "aws_network_interface_sg_attachment":
                AddList(t, r, "network_interface_id", Wanted.Interface, "GroupSet", "security_group_id", Wanted.SecurityGroup);
                break;
            case "aws_ec2_managed_prefix_list_entry":
                if (Links.Target(t, block, "prefix_list_id", Wanted.PrefixList) is { } list) t.AddTo(list, "Entries", new Properties(t, block).Needed("Cidr", "cidr").Node);
                break;
            case "aws_vpc_peering_connection_accepter":
                if (block.IsTrue("auto_accept") && Links.Target(t, block, "vpc_peering_connection_id", Wanted.Peering) is { } peering) t.AddTo(peering, "Accepted", new ScalarNode(r.Place, "true"));
                break;
            case "aws_ec2_transit_gateway_vpc_attachment_accepter":
                foreach (string defaults in (string[])["transit_gateway_default_route_table_association", "transit_gateway_default_route_table_propagation"])
                    if (block.Text(defaults) == "false") Mark(t, r, block, "transit_gateway_attachment_id", Wanted.TransitAttachment, defaults);
                break;
            case "aws_security_group_rule" or "aws_vpc_security_group_ingress_rule" or "aws_vpc_security_group_egress_rule":
                Mark(t, r, block, "security_group_id", Wanted.SecurityGroup, r.Type == "aws_vpc_security_group_egress_rule" || block.Text("type") == "egress" ? "egress" : "ingress");
                break;
            case "aws_network_interface_attachment":
                Mark(t, r, block, "network_interface_id", Wanted.Interface, "attached");
                break;
            case "aws_instance":
                foreach (Block item in (IEnumerable<Block>)[.. block.Blocks("network_interface"), .. block.Blocks("primary_network_interface")])
                    Mark(t, r, item, "network_interface_id", Wanted.Interface, "attached");
                break;
            case "aws_network_acl_rule":
                Mark(t, r, block, "network_acl_id", Wanted.NetworkAcl, block.IsTrue("egress") ? "egress" : "ingress");
                break;
            case "aws_route":
                Mark(t, r, block, "route_table_id", Wanted.RouteTable, "route");
                break;
            case "aws_eip_association":
                Mark(t, r, block, "allocation_id", Wanted.ElasticIp, "associated");
                break;
            case "aws_nat_gateway":
                Mark(t, r, block, "allocation_id", Wanted.ElasticIp, "associated");
                break;
            case "aws_vpn_gateway_attachment":
                Mark(t, r, block, "vpn_gateway_id", Wanted.VpnGateway, "attached");
                break;
            case "aws_internet_gateway_attachment":
                Mark(t, r, block, "internet_gateway_id", Wanted.InternetGateway, "attached");
                break;
        }
    }

    /// <summary>What makes another table than the one that the VPC is born with its main one; null where nothing does.</summary>
    public static Node? MainTableOf(Translation t, TerraformResource vpc) => t.Added(vpc, Main) is [var first, ..] ? first : null;

    public static bool IsMain(Translation t, TerraformResource table) => t.Added(table, Main).Count > 0;

    /// <summary>Whether resources of their own say what an inline list also may: it is then what is computed, and no second truth.</summary>
    /// <param name="t">The translation.</param>
    /// <param name="r">The group, network ACL or table.</param>
    /// <param name="inline">The list's attribute: <c>ingress</c>, <c>egress</c> or <c>route</c>.</param>
    public static bool SupersedesInline(Translation t, TerraformResource r, string inline)
    {
        if (t.Document.IsState || t.Added(r, inline).Count == 0) return false;
        if (r.Expressions is not { } expressions || !expressions.TryGet(inline, out Node? written))
        {
            // Terraform 0.12 has no expressions of such lists: of a resource that does not exist yet they are known only where they are written.
            return r.Known("id") is not null || !r.Values.TryGet(inline, out _);
        }
        t.Finding("conflict", $"{r.Address} has {inline} inline and in resources of their own: Terraform removes with the one what the other makes; both are taken", r, written.Place);
        return false;
    }

    private static void Mark(Translation t, TerraformResource r, Block block, string attribute, Wanted wanted, string mark)
    {
        if (Links.Target(t, block, attribute, wanted) is { } owner) t.AddTo(owner, mark, new ScalarNode(r.Place, r.Address));
    }

    private static void AddList(Translation t, TerraformResource r, string owner, Wanted owners, string property, string attribute, Wanted wanted)
    {
        Block block = Block.Of(r);
        if (Links.Target(t, block, owner, owners) is not { } target)
        {
            t.Finding("outside-design", $"{r.Address} is left out: its {owners.Noun} is not part of this {t.Document.Noun}, or cannot be told", r);
            return;
        }
        if (Links.One(t, block, attribute, wanted) is { } id) t.AddTo(target, property, id);
    }
}
