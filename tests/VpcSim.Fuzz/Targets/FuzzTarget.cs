using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>A door through which bytes of strangers come into VpcSim.</summary>
public abstract class FuzzTarget
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new CaptureTarget(),
        new CdkTarget(),
        new DesignTarget("cloudformation", ["docs/examples/**/*template.yaml", "docs/examples/workloads/*.yaml", "docs/examples/several-stacks/*.yaml"]),
        new DesignTarget("describe", ["tests/VpcSim.Import.Tests/Describe/**/*.json"]),
        new ExpectedRecordsTarget(),
        new FlowLogQuestionTarget(),
        new FlowLogTarget("flow-logs", ["docs/examples/**/flow-logs*.txt", "tests/VpcSim.Cli.Tests/Expected/*flow-logs*"]),
        new IpRangesTarget(),
        new OptionTarget(),
        new PacketTarget(),
        new FlowLogTarget("parquet", []),
        new ReplayTarget(),
        new ScenarioTarget(),
        new DesignTarget("terraform", ["docs/examples/terraform/*.json", "tests/VpcSim.Import.Tests/Terraform/Plans/*.json"]),
    ];

    /// <summary>What the command line and the corpus's folder call it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether memory stays in proportion to the input; a library below VpcSim may make room for what a file claims.</summary>
    public virtual bool KeepsMemoryInProportion => true;

    /// <summary>The repository's own files that are inputs of it.</summary>
    public abstract IEnumerable<Seed> Seeds();

    /// <summary>Lets VpcSim read an input as the command line would. Errors that a user is told are no exceptions here.</summary>
    /// <param name="input">The whole input; any bytes.</param>
    /// <param name="cancellation">Ends what may go on for long because the input asks for it.</param>
    /// <exception cref="Exception">A defect: nothing that an input holds may lead to one.</exception>
    public abstract void Run(byte[] input, CancellationToken cancellation);

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static FuzzTarget Named(string name) =>
        All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"there is no target '{name}'; there are {string.Join(", ", All.Select(target => target.Name))}");
}
