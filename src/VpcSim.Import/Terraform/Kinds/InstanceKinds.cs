using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Instances with their primary interface, interfaces of their own and what attaches them, functions.</summary>
internal static class InstanceKinds
{
    private static readonly Wanted _primary = new("instance", [], "aws_instance.primary_network_interface_id");

    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        kinds.Add("aws_instance", Instance);
        foreach (string kind in Wanted.Interface.Kinds) kinds.Add(kind, Interface);
        kinds.Add("aws_network_interface_attachment", (t, r) => VpcKinds.Declare(t, r, "NetworkInterfaceAttachment", p => p.Id("InstanceId", "instance_id", Wanted.Instance)
            .Id("NetworkInterfaceId", "network_interface_id", Wanted.Interface).Scalar("DeviceIndex", "device_index")));
        kinds.Add("aws_lambda_function", Function);
    }

    /// <summary>The instance whose primary interface an attribute names, by its id or by <c>primary_network_interface_id</c>.</summary>
    public static TerraformResource? ByPrimaryInterface(Translation t, Block block, string attribute)
    {
        if (block.Text(attribute) is { } id) return t.ByPrimaryInterface(id);
        return block.Expression(attribute) is { } expression
            && ReferenceResolver.Resolve(expression, Scope.Of(block.Resource), _primary, attribute, isList: false).Found is [var only] && !t.IsElsewhere(only.Resource) ? only.Resource : null;
    }

    private static void Instance(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        Block? template = block.Blocks("launch_template") is [var named, ..] ? Template(t, named) : null;
        VpcKinds.Declare(t, r, "Instance", p =>
        {
            p.Scalar("InstanceType", "instance_type").Scalar("SourceDestCheck", "source_dest_check").Tags();
            if (template is not null) p.Set("InstanceType", template.Value("instance_type"));
            p.Set("UserData", UserData(block) ?? template?.Value("user_data"));
            p.Set("MetadataOptions", Metadata(t, block) ?? (template is null ? null : Metadata(t, template)));
            List<Node> interfaces = Attached(t, block);
            bool isAttached = interfaces.Exists(item => item is MappingNode mapping && mapping.Text("DeviceIndex") == "0");
            if (!isAttached && Primary(t, block, template) is { } primary) interfaces.Insert(0, primary);
            if (interfaces.Count > 0) p.Set("NetworkInterfaces", new SequenceNode(r.Place, interfaces));
        }, observed: PublicAddress(t, block));
    }

    /// <summary>User data as a template has it, in Base64; null where the plan has none.</summary>
    public static Node? UserData(Block block)
    {
        if (block.Text("user_data_base64") is { Length: > 0 } encoded) return new ScalarNode(block.Place, encoded);
        if (block.Text("user_data") is not { Length: > 0 } plain) return null;
        MappingNode function = new(block.Place);
        function.TryAdd("Fn::Base64", block.Place, new ScalarNode(block.Place, plain));
        return function;
    }

    /// <summary>The address that AWS drew for an instance that runs.</summary>
    private static MappingNode? PublicAddress(Translation t, Block block)
    {
        MappingNode drawn = new Properties(t, block).Scalar("PrivateIpAddress", "private_ip").Scalar("PublicIp", "public_ip").Node;
        return drawn.Count < 2 ? null : new Properties(t, block).Set("PublicAddresses", Translation.List(block.Place, drawn)).Node;
    }

    private static List<Node> Attached(Translation t, Block instance)
    {
        List<Node> interfaces = [];
        foreach (Block item in instance.Blocks("primary_network_interface"))
            interfaces.Add(new Properties(t, item).Set("DeviceIndex", "0").Id("NetworkInterfaceId", "network_interface_id", Wanted.Interface).Node);
        foreach (Block item in instance.Blocks("network_interface"))
            interfaces.Add(new Properties(t, item).Scalar("DeviceIndex", "device_index").Id("NetworkInterfaceId", "network_interface_id", Wanted.Interface).Node);
        return interfaces;
    }

    /// <summary>The interface that is made with the instance; null where no subnet is named: it is then in the default VPC.</summary>
    private static MappingNode? Primary(Translation t, Block block, Block? template)
    {
        Block? inherited = template?.Blocks("network_interfaces") is [var first, ..] ? first : null;
        Properties p = new Properties(t, block).Set("DeviceIndex", "0").Id("SubnetId", "subnet_id", Wanted.Subnet);
        if (inherited is not null && !p.Node.TryGet("SubnetId", out _)) p.Set("SubnetId", Links.One(t, inherited, "subnet_id", Wanted.Subnet));
        if (!p.Node.TryGet("SubnetId", out _)) return null;
        p.Ids("GroupSet", "vpc_security_group_ids", Wanted.SecurityGroup);
        if (template is not null && !p.Node.TryGet("GroupSet", out _))
        {
            List<Node> groups = [.. Links.List(t, template, "vpc_security_group_ids", Wanted.SecurityGroup), .. inherited is null ? [] : Links.List(t, inherited, "security_groups", Wanted.SecurityGroup)];
            if (groups.Count > 0) p.Set("GroupSet", new SequenceNode(block.Place, groups));
        }
        p.Scalar("AssociatePublicIpAddress", "associate_public_ip_address").Scalar("PrivateIpAddress", "private_ip");
        if (inherited is not null) p.Set("AssociatePublicIpAddress", inherited.Value("associate_public_ip_address"));
        Addresses(p, block, "secondary_private_ips", "PrivateIpAddresses", "PrivateIpAddress");
        Addresses(p, block, "ipv6_addresses", "Ipv6Addresses", "Ipv6Address");
        if (!p.Node.TryGet("Ipv6Addresses", out _)) p.Scalar("Ipv6AddressCount", "ipv6_address_count");
        return p.Node;
    }

    private static void Addresses(Properties p, Block block, string attribute, string property, string inner)
    {
        List<Node> items = [];
        foreach (ScalarNode address in block.Values.Items(attribute).OfType<ScalarNode>().Where(item => item.Text.Length > 0))
        {
            MappingNode item = new(address.Place);
            item.TryAdd(inner, address.Place, address);
            items.Add(item);
        }
        if (items.Count > 0) p.Set(property, new SequenceNode(block.Place, items));
    }

    private static MappingNode? Metadata(Translation t, Block block)
    {
        if (block.Blocks("metadata_options") is not [var options, ..]) return null;
        MappingNode read = new Properties(t, options).Scalar("HttpEndpoint", "http_endpoint").Scalar("HttpProtocolIpv6", "http_protocol_ipv6").Node;
        return read.Count == 0 ? null : read;
    }

    private static Block? Template(Translation t, Block named)
    {
        TerraformResource? template = Links.Target(t, named, "id", Wanted.LaunchTemplate) ?? Links.Target(t, named, "name", Wanted.LaunchTemplate);
        if (template is not null) return Block.Of(template);
        t.Finding("outside-design", $"the launch template of {named.Resource.Address} is not part of this {t.Document.Noun}: what it says of the instance is not known", named.Resource, named.Place);
        return null;
    }

    private static void Interface(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        VpcKinds.Declare(t, r, "NetworkInterface", p =>
        {
            p.Id("SubnetId", "subnet_id", Wanted.Subnet).Ids("GroupSet", "security_groups", Wanted.SecurityGroup).Scalar("SourceDestCheck", "source_dest_check")
                .Scalar("Description", "description").Scalar("InterfaceType", "interface_type").Tags();
            p.Scalar("PrivateIpAddress", "private_ip");
            Addresses(p, block, block.Values.Items("private_ip_list").Count > 0 ? "private_ip_list" : "private_ips", "PrivateIpAddresses", "PrivateIpAddress");
            if (!p.Node.TryGet("PrivateIpAddresses", out _)) p.Scalar("SecondaryPrivateIpAddressCount", "private_ips_count");
            Addresses(p, block, "ipv6_addresses", "Ipv6Addresses", "Ipv6Address");
            if (!p.Node.TryGet("Ipv6Addresses", out _)) p.Scalar("Ipv6AddressCount", "ipv6_address_count");
        });
        foreach (Block attachment in block.Blocks("attachment"))
        {
            // A state names the instance here too where an instance or a resource of its own attaches the interface.
            if (Links.Target(t, attachment, "instance", Wanted.Instance) is not { } instance || t.Document.IsState && t.IsAttachedElsewhere(r)) continue;
            Properties p = new Properties(t, attachment).Ref("InstanceId", instance.Address).Ref("NetworkInterfaceId", r.Address).Scalar("DeviceIndex", "device_index");
            t.Declare($"{r.Address}/attachment", "AWS::EC2::NetworkInterfaceAttachment", attachment.Place, p);
        }
    }

    private static void Function(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::Lambda::Function", p =>
    {
        p.Name("FunctionName", "function_name");
        if (Block.Of(r).Blocks("vpc_config") is not [var vpc, ..]) return;
        p.Set("VpcConfig", new Properties(t, vpc).Ids("SubnetIds", "subnet_ids", Wanted.Subnet).Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup)
            .Scalar("Ipv6AllowedForDualStack", "ipv6_allowed_for_dual_stack").Node);
    });
}
