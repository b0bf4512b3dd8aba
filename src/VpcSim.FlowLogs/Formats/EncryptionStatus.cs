using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.FlowLogs.Formats;

/// <summary><c>encryption-status</c>: what is known of the encryption of a flow in a VPC with encryption controls. (VPC guide, "Enforce VPC encryption in transit")</summary>
/// <remarks>AWS knows the encryption of the hardware at both ends, and takes TCP port 443 of an endpoint for encryption of the application.</remarks>
internal sealed class EncryptionStatus
{
    /// <summary>What AWS prints as a dash.</summary>
    public const int Unknown = -1;

    private const int ByHardware = 1;
    private const int ByApplication = 2;
    private const byte Tcp = 6;
    private const ushort Https = 443;

    private readonly ImmutableArray<NetworkInterface> _interfaces;
    private readonly bool[] _controlled;
    private readonly bool?[] _encrypts;

    public EncryptionStatus(Design design)
    {
        HashSet<string> vpcs = [.. design.EncryptionControls.Select(control => control.VpcId)];
        HashSet<string> subnets = [.. design.Subnets.Where(subnet => vpcs.Contains(subnet.VpcId)).Select(subnet => subnet.Id)];
        Dictionary<string, string> types = vpcs.Count == 0 ? [] : design.Instances.ToDictionary(instance => instance.Id, instance => instance.InstanceType, StringComparer.Ordinal);
        _interfaces = design.NetworkInterfaces;
        _controlled = [.. _interfaces.Select(eni => subnets.Contains(eni.SubnetId) || (eni.OfRegionalNat is { } place && vpcs.Contains(place.VpcId)))];
        _encrypts = [.. _interfaces.Select(eni => vpcs.Count == 0 ? null : Encrypts(eni, eni.InstanceId is { } id ? types.GetValueOrDefault(id) : null))];
    }

    /// <summary>Whether the interface's VPC has encryption controls; without, every record has a dash.</summary>
    public bool IsControlled(int networkInterface) => _controlled[networkInterface];

    /// <summary>0 for cleartext, 1 and 2 for hardware and application, 3 for both; <see cref="Unknown"/>.</summary>
    /// <param name="flow">Of an interface whose VPC has encryption controls.</param>
    /// <param name="other">The interface at the other end of the hop; −1 for none.</param>
    public int Of(in Observation flow, int other)
    {
        bool byGatewayEndpoint = TrafficPaths.IsGatewayEndpoint(flow.TrafficPath);
        int application = IsHttpsOfEndpoint(flow, other, byGatewayEndpoint) ? ByApplication : 0;
        if (other >= 0)
        {
            if (_encrypts[flow.Interface] is false || _encrypts[other] is false) return application;
            return _encrypts[flow.Interface] is null || _encrypts[other] is null ? Unknown : ByHardware | application;
        }
        if (byGatewayEndpoint) return application;
        bool leaves = flow.TrafficPath is TrafficPaths.InternetGateway or TrafficPaths.AnyGateway or TrafficPaths.VpnGateway or TrafficPaths.LocalGateway;
        return flow.Egress && !leaves ? Unknown : 0;
    }

    private bool IsHttpsOfEndpoint(in Observation flow, int other, bool byGatewayEndpoint)
    {
        if (flow.Protocol != Tcp) return false;
        bool ofFarEnd = (flow.Egress ? flow.DestinationPort : flow.SourcePort) == Https, ofNearEnd = (flow.Egress ? flow.SourcePort : flow.DestinationPort) == Https;
        return (ofFarEnd && (byGatewayEndpoint || (other >= 0 && _interfaces[other].Kind == InterfaceKind.VpcEndpoint)))
            || (ofNearEnd && _interfaces[flow.Interface].Kind == InterfaceKind.VpcEndpoint);
    }

    // Null where a design does not tell.
    private static bool? Encrypts(NetworkInterface eni, string? instanceType) => eni.Kind switch
    {
        InterfaceKind.Interface => instanceType is null ? null : InstanceTypes.EncryptsInTransit(instanceType),
        InterfaceKind.NatGateway or InterfaceKind.RegionalNatGateway or InterfaceKind.Lambda => false,
        InterfaceKind.Service => !eni.IsMountTarget,
        InterfaceKind.Other when eni.IsMountTarget => false,
        InterfaceKind.TransitGateway or InterfaceKind.Other => null,
        _ => true,
    };
}
