using System.Collections.Immutable;
using VpcSim.FlowLogs.Formats;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files;

/// <summary>What records the log of all traffic has.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Interface">Whose records are looked at; null for everybody's.</param>
/// <param name="Fields">Values that a record has to have to fit.</param>
public sealed record FlowLogExpectation(Place Place, Placed? Interface, ImmutableArray<(LogField Field, string Value)> Fields) : ScenarioExpectation(Place)
{
    public long MinRecords { get; init; } = 1;

    public long? MaxRecords { get; init; }

    public long? MinPackets { get; init; }

    public long? MaxPackets { get; init; }

    public long? MinBytes { get; init; }

    public long? MaxBytes { get; init; }
}
