using VpcSim.Import.Documents;
using VpcSim.Scenarios.Changes;

namespace VpcSim.Scenarios.Files;

/// <summary>A step of a timeline.</summary>
public sealed class ScenarioStep
{
    internal ScenarioStep(long atNs, Placed verb, Node said)
    {
        AtNs = atNs;
        Verb = verb;
        Said = said;
    }

    /// <summary>When, in nanoseconds after the scenario's start.</summary>
    public long AtNs { get; }

    /// <summary>What is done, such as <c>connect</c>.</summary>
    public Placed Verb { get; }

    /// <summary>What stands behind the verb.</summary>
    internal Node Said { get; }

    /// <summary>Whether it can be done as it is read. One with a mistake of form is kept for the names beside the mistake.</summary>
    internal bool IsWhole { get; init; } = true;

    /// <summary>The change of the design that it is; null where it is none.</summary>
    public DesignChange? Change { get; internal init; }

    /// <summary>How often it is done; at least 1.</summary>
    public int Times { get; internal init; } = 1;

    /// <summary>Nanoseconds between two of them.</summary>
    public long EveryNs { get; internal init; }

    /// <summary>When it is done for the last time, in nanoseconds after the scenario's start; more than any clock has where the file says so.</summary>
    internal Int128 LastNs => AtNs + ((Int128)(Times - 1) * EveryNs);

    /// <summary>What has to come of it; null where that is not said.</summary>
    public StepExpectation? Expect { get; internal init; }
}
