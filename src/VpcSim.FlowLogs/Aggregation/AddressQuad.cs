using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The four addresses of an observation that a <see cref="Cell"/> has no room for.</summary>
internal readonly record struct AddressQuad(IpAddress Source, IpAddress Destination, IpAddress PacketSource, IpAddress PacketDestination)
{
    public static AddressQuad Of(in Observation observation) =>
        new(observation.Source, observation.Destination, observation.PacketSource, observation.PacketDestination);
}
