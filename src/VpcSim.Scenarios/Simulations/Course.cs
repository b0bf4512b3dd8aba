using VpcSim.DataPath.Flows;
using VpcSim.Scenarios.Hosts;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Simulations;

/// <summary>Where the packets of one direction of a connection go and what they look like there, as their latest walk found. Those that repeat its way look so too.</summary>
internal struct Course
{
    /// <summary>The verdict's number; −1 before the first walk.</summary>
    public int Verdict;

    /// <summary>The design's era in which <see cref="Destination"/> was looked up.</summary>
    public int Era;

    /// <summary>The destination in the design's terms.</summary>
    public WireAddress Destination;

    /// <inheritdoc cref="Destination"/>
    public ushort DestinationPort;

    public FlowLookup Lookup;

    public Host? Receiver;

    /// <summary>The interface at which it arrives; −1 for none.</summary>
    public int Interface;

    public WireAddress ArrivedSource;

    public WireAddress ArrivedDestination;

    public ushort ArrivedSourcePort;

    public ushort ArrivedDestinationPort;

    public byte Hops;

    public byte ArrivedVersion;
}
