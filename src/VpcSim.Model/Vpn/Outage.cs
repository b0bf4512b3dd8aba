using VpcSim.Model.Timing;

namespace VpcSim.Model.Vpn;

/// <summary>A time without a tunnel or a virtual interface.</summary>
/// <param name="From">When it goes down.</param>
/// <param name="To">When it is up again; null for never.</param>
/// <param name="IsEndpointUpdate">Whether AWS replaces the tunnel's endpoint and so moves traffic away beforehand; else the far end just falls silent.</param>
public readonly record struct Outage(Moment From, Moment? To = null, bool IsEndpointUpdate = false);
