using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.FlowLogs.Formats;

/// <summary>The design's interfaces with what a record says of each: the same in every record, whatever the flow.</summary>
internal sealed class InterfaceFacts
{
    private const string NotApplicable = "-";

    private readonly ImmutableArray<NetworkInterface> _interfaces;
    private readonly Dictionary<string, Subnet> _subnets;
    private readonly Dictionary<string, Vpc> _vpcs;
    private readonly Design _design;

    public InterfaceFacts(Design design)
    {
        _design = design;
        _interfaces = design.NetworkInterfaces;
        _subnets = design.Subnets.ToDictionary(subnet => subnet.Id, StringComparer.Ordinal);
        _vpcs = design.Vpcs.ToDictionary(vpc => vpc.Id, StringComparer.Ordinal);
    }

    public int Count => _interfaces.Length;

    /// <summary>The text of a field that hangs on the interface alone; null for the fields of a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string? TextOf(LogField field, int networkInterface)
    {
        NetworkInterface eni = _interfaces[networkInterface];
        Subnet? subnet = _subnets.GetValueOrDefault(eni.SubnetId);
        Vpc? vpc = subnet is null ? null : _vpcs.GetValueOrDefault(subnet.VpcId);
        return field switch
        {
            LogField.AccountId => vpc?.AccountId ?? _design.AccountId,
            LogField.InterfaceId => eni.Id,
            LogField.VpcId => vpc?.Id ?? NotApplicable,
            LogField.SubnetId => eni.SubnetId,
            LogField.InstanceId => eni.RequesterManaged ? NotApplicable : eni.InstanceId ?? NotApplicable,
            LogField.Region => vpc?.Region ?? _design.Region,
            LogField.AzId => subnet?.AvailabilityZoneId ?? NotApplicable,
            LogField.SublocationType or LogField.SublocationId => NotApplicable, // no Outposts, local or Wavelength zones in a design
            >= LogField.EcsClusterArn and <= LogField.EcsTaskId => NotApplicable, // no ECS tasks
            LogField.EncryptionStatus => NotApplicable, // no encryption controls
            LogField.ResourceId => NotApplicable, // no regional NAT gateways
            _ => null,
        };
    }
}
