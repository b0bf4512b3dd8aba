using System.Runtime.CompilerServices;
using VpcSim.Import.Documents;

namespace VpcSim.Testing.Building;

/// <summary>Gateways, endpoints and connections.</summary>
public sealed partial class DesignBuilder
{
    /// <summary>An internet gateway, attached to the VPC.</summary>
    public DesignBuilder InternetGateway(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(InternetGateway), name), file, line);
        Declaration gateway = _draft.Declare(name, Types.InternetGateway, call);
        Declaration attachment = _draft.DeclareInVpc(AttachmentOf(name), "AWS::EC2::VPCGatewayAttachment", call).Set("InternetGatewayId", Declaration.Ref(gateway.Name, call));
        if (_draft.Vpc is { } vpc) _draft.InternetAttachments[vpc.Name] = attachment.Name;
        return this;
    }

    /// <summary>An egress-only internet gateway for IPv6.</summary>
    public DesignBuilder EgressOnlyInternetGateway(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _draft.DeclareInVpc(name, Types.EgressOnlyInternetGateway, Log.Note(CallWords.Of(nameof(EgressOnlyInternetGateway), name), file, line));
        return this;
    }

    /// <summary>A public NAT gateway in a subnet, with an Elastic IP address called after it: <c>NatGatewayAddress</c>.</summary>
    public DesignBuilder NatGateway(string name, string subnet, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(NatGateway), name, subnet), file, line);
        Declaration address = ElasticIp(_draft, $"{name}Address", call, _draft.Vpc?.Name);
        Declaration gateway = _draft.Declare(name, Types.NatGateway, call).Set("AllocationId", Declaration.GetAtt(address.Name, "AllocationId", call));
        _draft.Refer(gateway, "SubnetId", subnet, call, Types.Subnet);
        DependOnInternet(gateway);
        return this;
    }

    /// <summary>A private NAT gateway in a subnet, which translates to its private address.</summary>
    public DesignBuilder PrivateNatGateway(string name, string subnet, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(PrivateNatGateway), name, subnet), file, line);
        _draft.Refer(_draft.Declare(name, Types.NatGateway, call).Set("ConnectivityType", "private"), "SubnetId", subnet, call, Types.Subnet);
        return this;
    }

    /// <summary>A virtual private gateway, attached to the VPC. Its routes enter route tables that say so: <see cref="SubnetBuilder.Propagates"/>.</summary>
    public DesignBuilder VpnGateway(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(VpnGateway), name), file, line);
        Declaration gateway = _draft.Declare(name, Types.VpnGateway, call).Set("Type", "ipsec.1");
        _draft.DeclareInVpc(AttachmentOf(name), "AWS::EC2::VPCGatewayAttachment", call).Set("VpnGatewayId", Declaration.Ref(gateway.Name, call));
        return this;
    }

    /// <summary>A Site-to-Site VPN connection of two tunnels, from a virtual private gateway or transit gateway to a device with this public address.</summary>
    public DesignBuilder VpnConnection(
        string name, string gateway, string customerAddress, Action<VpnConnectionBuilder>? more = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(VpnConnection), name, gateway, customerAddress), file, line);
        Declaration customer = _draft.Declare($"{name}CustomerGateway", Types.CustomerGateway, call)
            .Set("Type", "ipsec.1").Set("BgpAsn", 65000).Set("IpAddress", customerAddress);
        Declaration connection = _draft.Declare(name, Types.VpnConnection, call).Set("Type", "ipsec.1").Set("CustomerGatewayId", Declaration.Ref(customer.Name, call));
        _draft.Later(() =>
        {
            if (_draft.TryFind(gateway, call, out Declaration? found, Types.VpnGateway, Types.TransitGateway))
                connection.Set(found.Type == Types.VpnGateway ? "VpnGatewayId" : "TransitGatewayId", Declaration.Ref(found.Name, call));
        });
        more?.Invoke(new VpnConnectionBuilder(_draft, connection, customer));
        return this;
    }

    /// <summary>A peering connection between two VPCs of the design; it is not transitive. Routes lead to it where they are said.</summary>
    public DesignBuilder Peering(string name, string vpc, string peerVpc, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(Peering), name, vpc, peerVpc), file, line);
        Declaration peering = _draft.Declare(name, Types.Peering, call);
        _draft.Refer(peering, "VpcId", vpc, call, Types.Vpc);
        _draft.Refer(peering, "PeerVpcId", peerVpc, call, Types.Vpc);
        return this;
    }

    /// <summary>A transit gateway, whose attachments all reach each other by its default route table.</summary>
    public DesignBuilder TransitGateway(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _draft.Declare(name, Types.TransitGateway, Log.Note(CallWords.Of(nameof(TransitGateway), name), file, line));
        return this;
    }

    /// <summary>Attaches the VPC to a transit gateway, by a subnet of each Availability Zone that shall reach it.</summary>
    public DesignBuilder TransitGatewayAttachment(string name, string transitGateway, string[] subnets, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(TransitGatewayAttachment), name, transitGateway, subnets), file, line);
        Declaration attachment = _draft.DeclareInVpc(name, "AWS::EC2::TransitGatewayVpcAttachment", call);
        _draft.Refer(attachment, "TransitGatewayId", transitGateway, call, Types.TransitGateway);
        ReferToAll(attachment, "SubnetIds", subnets, call, Types.Subnet);
        return this;
    }

    /// <summary>A gateway endpoint of S3 or DynamoDB (<c>s3</c>, <c>dynamodb</c>), with routes in these route tables. A subnet's own table is called after it: <c>AppSubnetRouteTable</c>.</summary>
    public DesignBuilder GatewayEndpoint(string name, string service, string[] routeTables, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(GatewayEndpoint), name, service, routeTables), file, line);
        ReferToAll(Endpoint(name, service, "Gateway", call), "RouteTableIds", routeTables, call, Types.RouteTable);
        return this;
    }

    /// <summary>An interface endpoint of an AWS service, such as <c>secretsmanager</c>, in these subnets.</summary>
    public DesignBuilder InterfaceEndpoint(
        string name, string service, string[] subnets, string[]? securityGroups = null, bool privateDns = true, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(InterfaceEndpoint), name, service, subnets), file, line);
        Declaration endpoint = Endpoint(name, service, "Interface", call).Set("PrivateDnsEnabled", privateDns);
        ReferToAll(endpoint, "SubnetIds", subnets, call, Types.Subnet);
        ReferToAll(endpoint, "SecurityGroupIds", securityGroups ?? [], call, Types.SecurityGroup);
        return this;
    }

    internal static string AttachmentOf(string gateway) => $"{gateway}Attachment";

    internal static Declaration ElasticIp(TemplateDraft draft, string name, CallSite call, string? vpc)
    {
        Declaration address = draft.Declare(name, Types.ElasticIp, call).Set("Domain", "vpc");
        if (vpc is not null) draft.Later(() => address.DependsOn(draft.InternetAttachments.GetValueOrDefault(vpc)));
        return address;
    }

    private void DependOnInternet(Declaration declaration)
    {
        if (_draft.Vpc is { Name: var vpc }) _draft.Later(() => declaration.DependsOn(_draft.InternetAttachments.GetValueOrDefault(vpc)));
    }

    private Declaration Endpoint(string name, string service, string type, CallSite call)
    {
        Declaration endpoint = _draft.DeclareInVpc(name, Types.Endpoint, call).Set("VpcEndpointType", type);
        return service.Contains('.', StringComparison.Ordinal) && service.StartsWith("com.", StringComparison.Ordinal)
            ? endpoint.Set("ServiceName", service)
            : endpoint.Set("ServiceName", Declaration.Mapping(call, ("Fn::Sub", Declaration.Text($"com.amazonaws.${{AWS::Region}}.{service}", call))));
    }

    private void ReferToAll(Declaration from, string key, string[] names, CallSite call, string type) => _draft.Later(() =>
    {
        foreach (string name in names)
        {
            if (!_draft.TryFind(name, call, out Declaration? found, type)) continue;
            Node reference = type == Types.SecurityGroup ? Declaration.GetAtt(found.Name, "GroupId", call) : Declaration.Ref(found.Name, call);
            from.Add(key, reference);
        }
    });
}
