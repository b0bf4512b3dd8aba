using VpcSim.DataPath;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Comparing;

/// <summary>One of two designs that the same traffic goes through.</summary>
/// <param name="Design">A completed design.</param>
/// <param name="Settings">Switches of the data path.</param>
/// <param name="Options">How captures are replayed through it; names are looked up in this design.</param>
public sealed record ComparedSide(Design Design, DataPathSettings Settings, ReplayOptions Options);
