using System.Runtime.CompilerServices;
using VpcSim.Import.Documents;

namespace VpcSim.Testing.Building;

/// <summary>Says more of an instance: its interface, its addresses, what listens on it.</summary>
public sealed class InstanceBuilder
{
    private readonly DesignBuilder _design;
    private readonly TemplateDraft _draft;
    private readonly Declaration _instance;
    private readonly List<(string Name, CallSite Call)> _groups = [];
    private readonly string? _vpc;
    private string? _privateAddress;
    private bool? _publicAddress;
    private int? _ipv6Addresses;

    internal InstanceBuilder(DesignBuilder design, TemplateDraft draft, Declaration instance, string subnet)
    {
        (_design, _draft, _instance, _vpc) = (design, draft, instance, draft.Vpc?.Name);
        draft.Later(() => WriteInterface(subnet));
    }

    /// <summary>Its security groups; the VPC's default one without.</summary>
    public InstanceBuilder SecurityGroup(params string[] groups)
    {
        foreach (string group in groups) _groups.Add((group, _instance.Call));
        return this;
    }

    /// <summary>Its private IPv4 address; AWS draws one without.</summary>
    public InstanceBuilder PrivateAddress(string address)
    {
        _privateAddress = address;
        return this;
    }

    /// <summary>It gets a public IPv4 address at launch, or none although the subnet would give it one.</summary>
    public InstanceBuilder PublicAddress(bool wanted = true)
    {
        _publicAddress = wanted;
        return this;
    }

    /// <summary>It has an Elastic IP address, called after it: <c>WebServerAddress</c>.</summary>
    public InstanceBuilder ElasticIp()
    {
        Declaration address = DesignBuilder.ElasticIp(_draft, $"{_instance.Name}Address", _instance.Call, _vpc);
        _draft.Declare($"{address.Name}Association", "AWS::EC2::EIPAssociation", _instance.Call)
            .Set("AllocationId", Declaration.GetAtt(address.Name, "AllocationId", _instance.Call))
            .Set("InstanceId", Declaration.Ref(_instance.Name, _instance.Call));
        return this;
    }

    /// <summary>It gets so many IPv6 addresses of its subnet.</summary>
    public InstanceBuilder Ipv6(int addresses = 1)
    {
        _ipv6Addresses = addresses;
        return this;
    }

    /// <summary>Such as <c>t3.micro</c>, which it is without.</summary>
    public InstanceBuilder Type(string instanceType)
    {
        _instance.Set("InstanceType", instanceType);
        return this;
    }

    /// <summary>It may send on packets of others: its interface does not check source and destination.</summary>
    public InstanceBuilder NoSourceDestCheck()
    {
        _instance.Set("SourceDestCheck", false);
        return this;
    }

    /// <summary>How the metadata service answers it: <c>HttpTokens</c> optional or required, and after how many hops no more.</summary>
    public InstanceBuilder Metadata(bool tokensRequired = true, int hopLimit = 1)
    {
        _instance.Set("MetadataOptions", Declaration.Mapping(
            _instance.Call,
            ("HttpTokens", Declaration.Text(tokensRequired ? "required" : "optional", _instance.Call)),
            ("HttpPutResponseHopLimit", Declaration.Number(hopLimit, _instance.Call))));
        return this;
    }

    /// <summary>Something listens at a TCP port; it answers a request with so many bytes.</summary>
    public InstanceBuilder Listens(int tcpPort, long responseBytes = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _design.Listen(_instance.Name, tcpPort, responseBytes, file, line);
        return this;
    }

    /// <summary>Something listens at a UDP port; it answers a datagram with so many bytes.</summary>
    public InstanceBuilder ListensUdp(int port, long responseBytes = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _design.ListenUdp(_instance.Name, port, responseBytes, file, line);
        return this;
    }

    private void WriteInterface(string subnet)
    {
        CallSite call = _instance.Call;
        if (!_draft.TryFind(subnet, call, out Declaration? found, Types.Subnet)) return;
        var groups = new List<Node>();
        foreach ((string name, CallSite said) in _groups)
            if (_draft.TryFind(name, said, out Declaration? group, Types.SecurityGroup)) groups.Add(Declaration.GetAtt(group.Name, "GroupId", said));
        MappingNode eni = Declaration.Mapping(call, ("DeviceIndex", Declaration.Text("0", call)), ("SubnetId", Declaration.Ref(found.Name, call)));
        if (groups.Count > 0) eni.TryAdd("GroupSet", call.Place, new SequenceNode(call.Place, groups));
        if (_privateAddress is not null) eni.TryAdd("PrivateIpAddress", call.Place, Declaration.Text(_privateAddress, call));
        if (_publicAddress is { } wanted) eni.TryAdd("AssociatePublicIpAddress", call.Place, new ScalarNode(call.Place, wanted ? "true" : "false", ScalarKind.Boolean));
        if (_ipv6Addresses is { } count) eni.TryAdd("Ipv6AddressCount", call.Place, Declaration.Number(count, call));
        _instance.Add("NetworkInterfaces", eni);
        if (_publicAddress == true && _vpc is not null) _instance.DependsOn(_draft.InternetAttachments.GetValueOrDefault(_vpc));
    }
}
