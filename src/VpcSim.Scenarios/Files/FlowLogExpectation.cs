using System.Collections.Immutable;
using VpcSim.FlowLogs.Formats;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Files.Shapes;

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

    /// <summary>The fields that records can be asked for, in AWS's order.</summary>
    public static IEnumerable<LogField> FieldsOfRecords => Scalars.LogFieldsOfRecords;

    /// <summary>Why no record ever has a value in a field; null where one may.</summary>
    public static string? ProblemOf(LogField field, string value) =>
        Scalars.ValueOf(field) is var shape && shape.Takes(value) ? null : $"{LogFields.NameOf(field)} takes {shape.Expected}, not '{value}'";
}
