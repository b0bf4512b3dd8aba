using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.FlowLogs.Formats;

/// <summary>The design's interfaces with what a record says of each: the same in every record, whatever the flow.</summary>
internal sealed class InterfaceFacts
{
    private const string NotApplicable = "-";
    private const string Unknown = "unknown";

    private readonly ImmutableArray<NetworkInterface> _interfaces;
    private readonly Dictionary<string, Subnet> _subnets;
    private readonly Dictionary<string, Vpc> _vpcs;
    private readonly Dictionary<string, Instance> _instances;
    private readonly Design _design;
    private readonly bool _unknownAccounts;
    private readonly TagKeys _tagKeys;

    public InterfaceFacts(Design design, bool unknownAccounts = false)
    {
        _design = design;
        _unknownAccounts = unknownAccounts;
        _interfaces = design.NetworkInterfaces;
        _subnets = design.Subnets.ToDictionary(subnet => subnet.Id, StringComparer.Ordinal);
        _vpcs = design.Vpcs.ToDictionary(vpc => vpc.Id, StringComparer.Ordinal);
        _instances = design.Instances.ToDictionary(instance => instance.Id, StringComparer.Ordinal);
        _tagKeys = TagKeys.OfAllTraffic(design);
        Encryption = new EncryptionStatus(design);
    }

    private InterfaceFacts(InterfaceFacts all, FlowLog flowLog)
    {
        (_design, _unknownAccounts, _interfaces) = (all._design, all._unknownAccounts, all._interfaces);
        (_subnets, _vpcs, _instances) = (all._subnets, all._vpcs, all._instances);
        Encryption = all.Encryption;
        _tagKeys = TagKeys.Of(flowLog);
    }

    public int Count => _interfaces.Length;

    /// <summary>Whether tasks of ECS run on instances, and of none is known on which.</summary>
    public bool HidesContainerInstances =>
        _interfaces.Any(eni => eni.Task is { IsOnFargate: false }) && _interfaces.All(eni => eni.Task?.ContainerInstanceArn is null);

    public EncryptionStatus Encryption { get; }

    /// <summary>Whether a VPC of the design has encryption controls.</summary>
    public bool HasEncryptionControls => !_design.EncryptionControls.IsEmpty;

    /// <summary>The same facts with the tags that a flow log asks for.</summary>
    public InterfaceFacts For(FlowLog flowLog) => new(this, flowLog);

    /// <summary>The text of a field that hangs on the interface alone; null for the fields of a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string? TextOf(LogField field, int networkInterface)
    {
        NetworkInterface eni = _interfaces[networkInterface];
        Subnet? subnet = _subnets.GetValueOrDefault(eni.SubnetId);
        Vpc? vpc = (subnet?.VpcId ?? eni.OfRegionalNat?.VpcId) is { } id ? _vpcs.GetValueOrDefault(id) : null;
        return field switch
        {
            LogField.AccountId => _unknownAccounts && IsOfUnknownAccount(eni.Kind) ? Unknown : vpc?.AccountId ?? _design.AccountId,
            LogField.InterfaceId => eni.OfRegionalNat is null ? eni.Id : NotApplicable,
            LogField.VpcId => vpc?.Id ?? NotApplicable,
            LogField.SubnetId => eni.OfRegionalNat is null ? eni.SubnetId : NotApplicable,
            LogField.InstanceId => eni.RequesterManaged ? NotApplicable : eni.InstanceId ?? NotApplicable,
            LogField.Region => vpc?.Region ?? _design.Region,
            LogField.AzId when eni.OfRegionalNat is { } place => place.AvailabilityZoneId ?? NotApplicable,
            LogField.AzId => subnet is null || Sublocation.Of(subnet) is not null ? NotApplicable : subnet.AvailabilityZoneId ?? NotApplicable,
            LogField.SublocationType => subnet is null ? NotApplicable : Sublocation.Of(subnet)?.Type ?? NotApplicable,
            LogField.SublocationId => subnet is null ? NotApplicable : Sublocation.Of(subnet)?.Id ?? NotApplicable,
            >= LogField.EcsClusterArn and <= LogField.EcsTaskId => (eni.Task is { } task ? OfTask(field, task) : null) ?? NotApplicable,
            LogField.EncryptionStatus => Encryption.IsControlled(networkInterface) ? null : NotApplicable,
            LogField.ResourceId => eni.OfRegionalNat?.GatewayId ?? NotApplicable,
            LogField.InstanceTag or LogField.InstanceTag2 => TagOf(InstanceOf(eni)?.Tags, field),
            LogField.InterfaceTag or LogField.InterfaceTag2 => TagOf(eni.Tags, field),
            LogField.AsgTag or LogField.AsgTag2 => TagOf(InstanceOf(eni)?.AutoScalingGroupTags, field),
            LogField.InterfaceType => eni.InterfaceType ?? TypeOf(eni.Kind),
            _ => null,
        };
    }

    /// <summary>What a field tells of the interface at the other end of a hop; <c>-</c> between regions. (VPC guide, "Flow log records", next-hop fields)</summary>
    /// <param name="field">One of the next-hop fields.</param>
    /// <param name="networkInterface">Whose record it is.</param>
    /// <param name="other">The interface at the other end; −1 for none.</param>
    public string NextHopOf(LogField field, int networkInterface, int other)
    {
        if (other < 0 || TextOf(LogField.Region, networkInterface) != TextOf(LogField.Region, other)) return NotApplicable;
        return TextOf(field switch
        {
            LogField.NextHopInterfaceId => LogField.InterfaceId,
            LogField.NextHopSubnetId => LogField.SubnetId,
            LogField.NextHopAzId => LogField.AzId,
            LogField.NextHopVpcId => LogField.VpcId,
            _ => LogField.InterfaceType,
        }, other)!;
    }

    // VPC guide, "Flow log records": the container instance is a dash on Fargate
    private static string? OfTask(LogField field, EcsTask task) => field switch
    {
        LogField.EcsClusterArn => task.ClusterArn,
        LogField.EcsClusterName => task.ClusterName,
        LogField.EcsContainerInstanceArn => task.ContainerInstanceArn,
        LogField.EcsContainerInstanceId => task.ContainerInstanceId,
        LogField.EcsContainerId => task.ContainerId,
        LogField.EcsSecondContainerId => task.SecondContainerId,
        LogField.EcsServiceName => task.ServiceName,
        LogField.EcsTaskDefinitionArn => task.TaskDefinitionArn,
        LogField.EcsTaskArn => task.Arn,
        LogField.EcsTaskId => task.Id,
        _ => null,
    };

    // VPC guide, "Flow log records", account-id: such as a VPC endpoint or Network Load Balancer
    private static bool IsOfUnknownAccount(InterfaceKind kind) =>
        kind is InterfaceKind.VpcEndpoint or InterfaceKind.GatewayLoadBalancerEndpoint or InterfaceKind.NetworkLoadBalancer or InterfaceKind.GatewayLoadBalancer;

    private Instance? InstanceOf(NetworkInterface eni) => eni.InstanceId is { } id && !eni.RequesterManaged ? _instances.GetValueOrDefault(id) : null;

    private string TagOf(ImmutableDictionary<string, string>? tags, LogField field) =>
        tags is not null && _tagKeys.KeyOf(field) is { } key && tags.TryGetValue(key, out string? value) && value.Length > 0 ? Uri.EscapeDataString(value) : NotApplicable;

    // EC2 API, NetworkInterfaceType
    private static string TypeOf(InterfaceKind kind) => kind switch
    {
        InterfaceKind.Interface or InterfaceKind.Service => "interface",
        InterfaceKind.NatGateway => "nat_gateway",
        InterfaceKind.RegionalNatGateway => "regional_nat_gateway",
        InterfaceKind.VpcEndpoint => "vpc_endpoint",
        InterfaceKind.TransitGateway => "transit_gateway",
        InterfaceKind.NetworkLoadBalancer => "network_load_balancer",
        InterfaceKind.GatewayLoadBalancer => "gateway_load_balancer",
        InterfaceKind.GatewayLoadBalancerEndpoint => "gateway_load_balancer_endpoint",
        InterfaceKind.Lambda => "lambda",
        _ => NotApplicable,
    };
}
