using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>A conversation that a flow belongs to, by the packet that begins it.</summary>
/// <param name="Interface">The interface at which it was logged, by its place in the design.</param>
/// <param name="Leaves">Whether the first packet leaves that interface.</param>
/// <param name="Source">Who begins.</param>
/// <param name="Destination">Who answers.</param>
/// <param name="SourcePort">0 where there are no ports.</param>
/// <param name="DestinationPort">The service's port.</param>
/// <param name="Protocol">IANA number.</param>
internal readonly record struct Conversation(int Interface, bool Leaves, IpAddress Source, IpAddress Destination, ushort SourcePort, ushort DestinationPort, byte Protocol)
{
    /// <summary>The end that is not the interface.</summary>
    public IpAddress Peer => Leaves ? Destination : Source;

    /// <summary>The conversation of a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="place">Its interface's place in the design.</param>
    /// <param name="egress">Whether the flow leaves that.</param>
    /// <param name="began">Whether its source spoke first.</param>
    public static Conversation Of(RecordedFlow flow, int place, bool egress, bool began) => began
        ? new(place, egress, flow.Source, flow.Destination, flow.SourcePort, flow.DestinationPort, flow.Protocol)
        : new(place, !egress, flow.Destination, flow.Source, flow.DestinationPort, flow.SourcePort, flow.Protocol);
}
