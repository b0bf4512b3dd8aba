using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Extensions;
using VpcSim.Import.CloudFormation.Parameters;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>The stacks that are given and those nested in them, which share ids, exports and one design.</summary>
internal sealed class DeployedStacks
{
    private readonly List<Stack> _all = [];
    private readonly List<ImportLog> _logs = [];
    private readonly ImportOptions _options;
    private readonly DesignNames _names;
    private readonly DrawnValues _drawn;
    private readonly CommandLineParameters _parameters;

    private DeployedStacks(ImportOptions options, DesignNames names, DrawnValues drawn)
    {
        (_options, _names, _drawn) = (options, names, drawn);
        _parameters = new CommandLineParameters(options.Parameters);
        Exports = new Exports(this);
        Nested = new NestedStacks(this);
    }

    /// <summary>How many stacks are given, nested ones aside.</summary>
    public int GivenCount { get; private init; }

    /// <summary>Each stack before those that are nested in it.</summary>
    public IReadOnlyList<Stack> All => _all;

    /// <summary>One for each stack, also for those that could not be read.</summary>
    public IReadOnlyList<ImportLog> Logs => _logs;

    public ResourceCatalog Catalog { get; } = new();

    public Exports Exports { get; }

    public NestedStacks Nested { get; }

    public DrawnValues Drawn => _drawn;

    public ExpansionBudget Budget { get; } = new();

    public EvaluationDepth Depth { get; } = new();

    /// <summary>Opens the given stacks and, as far as they can be read, those nested in them.</summary>
    public static DeployedStacks Open(IReadOnlyList<StackSource> given, ImportOptions options, DesignNames names, DrawnValues drawn)
    {
        DeployedStacks stacks = new(options, names, drawn) { GivenCount = given.Count };
        foreach (StackSource source in given) stacks.Open(source, null, null);
        stacks.Nested.OpenAll();
        stacks.CheckParameters();
        return stacks;
    }

    /// <param name="source">The stack.</param>
    /// <param name="parent">Whose resource it is.</param>
    /// <param name="passed">What the parent passes to its parameters.</param>
    /// <returns>Null if its file cannot be read as what it is; its log says why.</returns>
    public Stack? Open(StackSource source, Stack? parent, IReadOnlyDictionary<string, Node>? passed)
    {
        ImportLog log = new(source.Path);
        _logs.Add(log);
        Deployment deployment = new(source.Source.Region ?? parent?.Deployment.Region ?? _options.Region,
            source.Source.AccountId ?? parent?.Deployment.AccountId ?? _options.AccountId, source.Name);
        TemplateContext context = new(deployment, new ParameterValues(_parameters, source.Name, source.Parameters, passed), Budget, log);
        if (source.Source.Read(context) is not { } template) return null;
        foreach (ResourceDeclaration declaration in template.Resources) declaration.Name = declaration.GivenName ?? _names.Of(source.Name, declaration.LogicalId);
        Evaluator evaluator = Evaluator.Create(template, context.Resolved, deployment, Catalog, _drawn, _options.IpRanges, log);
        Stack stack = new(source, parent, template, evaluator, log);
        evaluator.Place(stack, this, context.Values);
        Catalog.Add(template, evaluator);
        _all.Add(stack);
        return stack;
    }

    /// <summary>Names on the command line that no stack has.</summary>
    private void CheckParameters()
    {
        if (_all.Count == 0) return;
        Stack first = _all[0];
        foreach (Stack stack in _all)
        {
            foreach (string name in stack.DeployedWith.Keys.Order(StringComparer.Ordinal))
                if (!stack.Template.Parameters.TryGet(name, out _))
                    stack.Log.Error("Template.UnknownParameter", $"Parameters: [{name}], with which the manifest deploys the stack, do not exist in the template", name, stack.Template.Parameters.Place);
        }
        Stack[] given = [.. _all.Where(stack => stack.Parent is null)];
        foreach (string name in _parameters.Names)
        {
            int dot = name.IndexOf('.', StringComparison.Ordinal);
            Stack? named = dot < 0 ? null : _all.Find(stack => stack.Name == name[..dot]);
            string parameter = named is null ? name : name[(dot + 1)..];
            Stack[] asked = named is null ? given : [named];
            if (asked.Any(stack => stack.Template.Parameters.TryGet(parameter, out _))) continue;
            string hint = first.Log.Hint(parameter, asked.SelectMany(stack => stack.Template.Parameters.Entries).Select(entry => entry.Key).Distinct());
            string where = dot >= 0 && named is null ? $": there is no stack {name[..dot]}; there are {string.Join(", ", _all.Take(5).Select(stack => stack.Name))}"
                : asked.Length == 1 ? $" do not exist in the template{hint}"
                : $" do not exist in any of the {asked.Length} templates{hint}";
            (named ?? first).Log.Error("Template.UnknownParameter", $"Parameters: [{name}]{where}", name, (named ?? first).Template.Parameters.Place);
        }
    }

    /// <summary>Stored parameters on the command line for which nothing has asked.</summary>
    public void ReportUnusedParameters()
    {
        foreach (string key in _parameters.UnaskedStored)
            _all[0].Log.Finding("unused-parameter", $"--parameter {key} changes nothing: no template asks for this stored parameter", key, new Place(1, 1));
    }
}
