using VpcSim.Import.CloudFormation.Iam;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Model.Naming;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>What <c>Ref</c> and <c>Fn::GetAtt</c> give for each kind. (CloudFormation guide, "Return values" of each resource)</summary>
internal sealed class ResourceAttributes(Evaluator evaluator, ResourceCatalog catalog, DrawnValues drawn, Ipv6Blocks ipv6Blocks)
{
    private readonly Dictionary<(string Resource, string Attribute), Node> _known = [];

    public Node Ref(ResourceDeclaration declaration, Place place) =>
        Known(declaration, "", place) ?? Remember(declaration, "", Reference(declaration, place));

    public Node GetAtt(ResourceDeclaration declaration, string attribute, Place place) =>
        Known(declaration, attribute, place) ?? Remember(declaration, attribute, Attribute(declaration, attribute, place));

    private Node Reference(ResourceDeclaration declaration, Place place) => declaration.Type switch
    {
        "AWS::EC2::EIP" => Drawn(drawn.ElasticIp(declaration.Name), declaration, "Ref", place),
        "AWS::Logs::LogGroup" => LogDestinations.LogGroupName(evaluator, declaration, place),
        "AWS::S3::Bucket" => LogDestinations.BucketName(evaluator, declaration, place),
        NestedStacks.Type => new ScalarNode(place, (evaluator.Deployment with { StackName = $"{evaluator.Deployment.StackName}-{declaration.LogicalId}" }).StackId),
        RoleNames.Type => RoleNames.Name(evaluator, declaration, place),
        "AWS::EC2::VPCBlockPublicAccessOptions" => new ScalarNode(place, evaluator.Deployment.AccountId),
        _ when WorkloadNames.Ref(evaluator, catalog, declaration) is { } named => new ScalarNode(place, named),
        _ when catalog.IdOf(declaration.Name) is { } id => new ScalarNode(place, id),
        _ => new UnknownNode(place, $"Ref {declaration.Name} ({declaration.Type}, not modelled)"),
    };

    private Node Attribute(ResourceDeclaration declaration, string attribute, Place place)
    {
        string name = declaration.Name;
        string kind = KindOf(declaration.Type);
        return (kind, attribute) switch
        {
            ("VPC", "CidrBlock") => Property(declaration, attribute, place),
            ("VPC", "Ipv6CidrBlocks") => List(ipv6Blocks.OfVpc(name).Select(b => b.ToString()), place),
            ("VPC", "DefaultNetworkAcl") => Drawn(drawn.DefaultNetworkAcl(name), declaration, attribute, place),
            ("VPC", "DefaultSecurityGroup") => Drawn(drawn.DefaultSecurityGroup(name), declaration, attribute, place),
            ("VPC", "CidrBlockAssociations") => Unknown(declaration, attribute, place),
            ("Subnet", "CidrBlock" or "VpcId" or "OutpostArn") => Property(declaration, attribute, place),
            ("Subnet", "AvailabilityZone") => declaration.Properties.TryGet(attribute, out _)
                ? Property(declaration, attribute, place) : new ScalarNode(place, SubnetResource.DefaultZone(evaluator.Deployment.Region)),
            ("Subnet", "AvailabilityZoneId") => Drawn(drawn.AvailabilityZoneId(name), declaration, attribute, place),
            ("Subnet", "Ipv6CidrBlocks") => SubnetIpv6Blocks(declaration, place),
            ("Subnet", "NetworkAclAssociationId") => Unknown(declaration, attribute, place),
            ("SecurityGroup", "VpcId") or ("NetworkInterface", "SubnetId") => Property(declaration, attribute, place),
            ("EIP", "PublicIp") => Drawn(drawn.ElasticIp(name), declaration, attribute, place),
            ("EIP", "AllocationId") => new ScalarNode(place, catalog.IdOf(name)!),
            ("VPCBlockPublicAccessOptions", "AccountId") => new ScalarNode(place, evaluator.Deployment.AccountId),
            ("VPCBlockPublicAccessExclusion", "ExclusionId") => new ScalarNode(place, catalog.IdOf(name)!),
            ("VPCBlockPublicAccessOptions", "ExclusionsAllowed") => Unknown(declaration, attribute, place),
            ("NatGateway", "RouteTableId") => Drawn(drawn.NatRouteTable(name), declaration, attribute, place),
            ("NatGateway", "EniId") => Drawn(drawn.NatInterface(name), declaration, attribute, place),
            ("NetworkInterface", "PrimaryPrivateIpAddress") => First(drawn.PrivateAddresses(name), 0, declaration, attribute, place),
            ("NetworkInterface", "SecondaryPrivateIpAddresses") => DrawnList(drawn.PrivateAddresses(name)?.Skip(1), declaration, attribute, place),
            ("NetworkInterface", "PrimaryIpv6Address") => First(drawn.Ipv6Addresses(name), 0, declaration, attribute, place),
            ("Instance", "PrivateIp") => First(drawn.PrivateAddresses(name), 0, declaration, attribute, place),
            ("Instance", "PublicIp") => First(drawn.PublicAddresses(name), 0, declaration, attribute, place),
            ("Instance", "AvailabilityZone" or "VpcId") => OfSubnet(declaration, attribute, place),
            ("Instance", "PrivateDnsName" or "PublicDnsName" or "State") => Unknown(declaration, attribute, place),
            ("VPCEndpoint", "NetworkInterfaceIds") => DrawnList(drawn.EndpointInterfaces(name), declaration, attribute, place),
            ("VPCEndpoint", "DnsEntries") => DrawnList(drawn.EndpointDnsEntries(name), declaration, attribute, place),
            ("VPCEndpoint", "CreationTimestamp") or ("PrefixList", "Arn" or "OwnerId" or "Version") => Unknown(declaration, attribute, place),
            ("LaunchTemplate", "LatestVersionNumber" or "DefaultVersionNumber") => new ScalarNode(place, "1", ScalarKind.Number),
            (NestedStacks.Type, _) when evaluator is { Stack: { } stack, Stacks: { } stacks } => stacks.Nested.Output(stack, declaration, attribute, place),
            ("AWS::Logs::LogGroup", "Arn") => LogDestinations.LogGroupArn(evaluator, declaration, place),
            (RoleNames.Type, "Arn") => RoleNames.Arn(evaluator, declaration, place),
            ("AWS::S3::Bucket", "Arn") => LogDestinations.BucketArn(evaluator, declaration, place),
            _ when WorkloadAttributes.IsOf(declaration.Type) => OfWorkload(declaration, attribute, place),
            _ => Other(declaration, kind, attribute, place),
        };
    }

    private Node OfWorkload(ResourceDeclaration declaration, string attribute, Place place)
    {
        string name = declaration.Name;
        return WorkloadAttributes.Of(declaration.Type, attribute) switch
        {
            null => Unknown(declaration, attribute, place),
            WorkloadAttributes.Port => Drawn(drawn.WorkloadPort(name), declaration, attribute, place),
            WorkloadAttributes.Address => First(drawn.WorkloadAddresses(name), 0, declaration, attribute, place),
            WorkloadAttributes.Addresses => DrawnList(drawn.WorkloadAddresses(name), declaration, attribute, place),
            WorkloadAttributes.Groups => DrawnList(drawn.WorkloadGroups(name), declaration, attribute, place),
            WorkloadAttributes.ClusterGroup => new ScalarNode(place, AwsIds.Derive("sg", evaluator.Deployment.AccountId, evaluator.Deployment.Region, ClusterResources.GroupNameOf(name))),
            { } template => new ScalarNode(place, WorkloadNames.Filled(template, evaluator, catalog, declaration)),
        };
    }

    private static string KindOf(string type)
    {
        foreach (string service in (ReadOnlySpan<string>)["AWS::EC2::", "AWS::DirectConnect::"])
            if (type.StartsWith(service, StringComparison.Ordinal)) return type[service.Length..];
        return type;
    }

    /// <summary>The id under its several names (<c>Id</c>, <c>GroupId</c>, <c>VpcId</c>, <c>InternetGatewayId</c>), or what cannot be known.</summary>
    private Node Other(ResourceDeclaration declaration, string kind, string attribute, Place place)
    {
        bool modelled = ResourceKinds.Find(declaration.Type) is not null;
        bool names = attribute == "Id" || (kind, attribute) == ("TransitGatewayPeeringAttachment", "TransitGatewayAttachmentId") || (kind, attribute) == ("PrivateVirtualInterface", "VirtualInterfaceId") || string.Equals(attribute, kind + "Id", StringComparison.OrdinalIgnoreCase) || (kind, attribute) == ("SecurityGroup", "GroupId");
        if (names && catalog.IdOf(declaration.Name) is { } id) return new ScalarNode(place, id);
        if (!modelled || attribute.EndsWith("Arn", StringComparison.Ordinal)) return Unknown(declaration, attribute, place);
        return evaluator.Mistake(place,
            $"Template error: resource {declaration.Name} does not support attribute type {attribute} in Fn::GetAtt; see the return values of {declaration.Type}");
    }

    private Node Property(ResourceDeclaration declaration, string property, Place place)
    {
        if (!declaration.Properties.TryGet(property, out Node? node)) return Unknown(declaration, property, place);
        string subject = evaluator.Subject;
        evaluator.Subject = declaration.Name;
        Node value = evaluator.Evaluate(node);
        evaluator.Subject = subject;
        return value;
    }

    private Node OfSubnet(ResourceDeclaration instance, string attribute, Place place)
    {
        if (attribute == "AvailabilityZone" && instance.Properties.TryGet(attribute, out _)) return Property(instance, attribute, place);
        return Property(instance, "SubnetId", place) is ScalarNode { Text: string id } && catalog.Find(id) is { Type: "AWS::EC2::Subnet" } subnet
            ? catalog.OwnerOf(subnet).References.GetAtt(subnet.LogicalId, attribute, place)
            : Unknown(instance, attribute, place);
    }

    private SequenceNode SubnetIpv6Blocks(ResourceDeclaration subnet, Place place)
    {
        List<Node> blocks = [];
        if (subnet.Properties.TryGet("Ipv6CidrBlock", out _)) blocks.Add(Property(subnet, "Ipv6CidrBlock", place));
        foreach (ResourceDeclaration other in evaluator.Template.Resources)
        {
            if (other.Type != "AWS::EC2::SubnetCidrBlock" || evaluator.Conditions.Of(other) != Truth.True) continue;
            if (Property(other, "SubnetId", place) is ScalarNode { Text: string id } && id == catalog.IdOf(subnet.Name))
                blocks.Add(Property(other, "Ipv6CidrBlock", place));
        }
        return new SequenceNode(place, [.. blocks.Select(Canonical)]);
    }

    private static Node Canonical(Node block) =>
        block is ScalarNode { Text: string text } && Cidr.TryParse(text, out Cidr cidr) ? new ScalarNode(block.Place, cidr.ToString()) : block;

    private static Node First(IReadOnlyList<string>? values, int index, ResourceDeclaration declaration, string attribute, Place place) =>
        Drawn(values is not null && values.Count > index ? values[index] : null, declaration, attribute, place);

    private static Node Drawn(string? value, ResourceDeclaration declaration, string attribute, Place place) =>
        value is null ? Unknown(declaration, attribute, place) : new ScalarNode(place, value);

    private static Node DrawnList(IEnumerable<string>? values, ResourceDeclaration declaration, string attribute, Place place) =>
        values is null ? Unknown(declaration, attribute, place) : List(values, place);

    private static SequenceNode List(IEnumerable<string> values, Place place) => new(place, [.. values.Select(value => new ScalarNode(place, value))]);

    private static UnknownNode Unknown(ResourceDeclaration declaration, string attribute, Place place) =>
        new(place, $"{declaration.Name}.{attribute} ({declaration.Type})");

    private Node? Known(ResourceDeclaration declaration, string attribute, Place place) =>
        _known.TryGetValue((declaration.Name, attribute), out Node? known) ? At(known, place) : null;

    private Node Remember(ResourceDeclaration declaration, string attribute, Node value) => _known[(declaration.Name, attribute)] = value;

    private static Node At(Node value, Place place) => value switch
    {
        ScalarNode scalar => new ScalarNode(place, scalar.Text, scalar.Kind),
        UnknownNode unknown => new UnknownNode(place, unknown.Reason, unknown.Reported),
        _ => value,
    };
}
