using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>A destination of a transit gateway's route table, and the ways that share the flows to it.</summary>
/// <param name="Block">The destination.</param>
/// <param name="Ways">At least one.</param>
/// <param name="IsUsable">False for a static VPN route all of whose tunnels are given up: it is taken where nothing else leads there.</param>
internal sealed record TransitLine(Cidr Block, TransitWay[] Ways, bool IsUsable);
