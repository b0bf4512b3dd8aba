using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>A captured host and the interface that it may be.</summary>
/// <param name="Captured">Its captured address.</param>
/// <param name="Name">The interface's name, or what else names it alone; its first address of the family is meant.</param>
/// <param name="Mapping">The same as a mapping.</param>
/// <param name="Reason">What speaks for it, for a person, such as <c>serves tcp 80, 443; asks AppServer for tcp 8080</c>.</param>
/// <param name="Alike">Names of interfaces that it fits as well.</param>
public sealed record ProposedPlacement(IpAddress Captured, string Name, AddressMapping Mapping, string Reason, ImmutableArray<string> Alike)
{
    /// <summary>As it is written on the command line: <c>--map 172.16.1.10=WebServer</c>.</summary>
    public string Option => $"--map {Captured}={Name}";
}
