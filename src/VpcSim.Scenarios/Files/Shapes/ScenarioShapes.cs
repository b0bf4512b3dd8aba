namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>What a scenario file looks like: every key that there is, with what it means.</summary>
internal static class ScenarioShapes
{
    private static readonly ListShape _designs = new(Scalars.Text("a path relative to the scenario file"), orOne: true);

    public static MappingShape Scenario { get; } = new(
        "scenario",
        new("design", _designs, "The design: a CloudFormation template, a Terraform plan or state as JSON, a CDK output folder, a folder of describe-* answers; or a list of them.", Presence.Required),
        new("parameters", new NamedShape("parameters", Scalars.Value), "Values for the parameters of the design's templates."),
        new("region", Scalars.Text("a region such as eu-central-1"), "The region that the design is deployed in. Default: us-east-1."),
        new("account", Scalars.Account, "The account that the design is deployed in. Default: 123456789012."),
        new("settings", new NamedShape("settings", Scalars.Value), "How points that AWS leaves undocumented are decided (docs/settings.md)."),
        new("quotas", new NamedShape("quotas", Scalars.Whole("a number", 0, int.MaxValue)), "Quotas that AWS has raised for the account (docs/quotas.md)."),
        new("start", Scalars.Moment, "When the scenario begins, in simulated time. Default: 2026-01-01T00:00:00Z."),
        new("until", Scalars.Duration, "When it is stopped, if it has not ended by itself. Default: one day after the last step."),
        new("seed", Scalars.Whole("a whole number, not negative", 0, long.MaxValue), "What chance begins with. Default: 1."),
        new("world", WorldShapes.World, "Hosts outside of the design, and what runs on all hosts."),
        new("timeline", new ListShape(StepShapes.Step, each: "a step"), "What happens, and when."),
        new("expect", new ListShape(ExpectationShapes.Expectation), "What has to be true at the end."));
}
