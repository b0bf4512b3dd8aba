using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>A template as it is deployed: with its parameters, its name and its place.</summary>
internal sealed class Stack(StackSource source, Stack? parent, Template template, Evaluator evaluator, ImportLog log)
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public string Name => source.Name;

    public string Path => source.Path;

    /// <summary>What its parameters are given by what names the stack.</summary>
    public ImmutableDictionary<string, string> DeployedWith => source.Parameters;

    /// <summary>Whether AWS runs it already.</summary>
    public bool AlreadyRuns => source.Source.AlreadyRuns;

    /// <summary>The stack whose resource it is; null for one that was given.</summary>
    public Stack? Parent => parent;

    /// <summary>The stack that was given, in which it is nested; itself where it is not.</summary>
    public Stack Root => parent is null ? this : parent.Root;

    public Template Template => template;

    public Evaluator Evaluator => evaluator;

    public Deployment Deployment => evaluator.Deployment;

    public ImportLog Log => log;

    public int Depth => parent is null ? 0 : parent.Depth + 1;

    /// <summary>The outputs whose condition is not false, in the order of the file.</summary>
    public IEnumerable<MappingEntry> Outputs => template.Outputs.Entries.Where(output => output.Value is MappingNode body
        && (!body.TryGet("Condition", out Node? condition) || condition is not ScalarNode { Text: string name } || evaluator.Conditions[name, condition.Place] != Truth.False));

    /// <summary>The value of an output, for another stack.</summary>
    /// <param name="output">One of <see cref="Outputs"/>.</param>
    /// <param name="asker">Whom a circle is reported to.</param>
    /// <param name="place">In the asker's file.</param>
    public Node Output(MappingEntry output, Evaluator asker, Place place)
    {
        if (!((MappingNode)output.Value).TryGet("Value", out Node? value)) return new UnknownNode(place, $"the output {output.Key} of {Name}, which has no Value");
        if (!_open.Add(output.Key))
            return asker.Mistake(place, $"Circular dependency between stacks: the output {output.Key} of {Name} waits for itself", "Template.CircularDependency");
        string subject = evaluator.Subject;
        evaluator.Subject = output.Key;
        Node result = evaluator.Evaluate(value);
        evaluator.Subject = subject;
        _open.Remove(output.Key);
        return result switch
        {
            ScalarNode text => new ScalarNode(place, text.Text, text.Kind),
            UnknownNode unknown => new UnknownNode(place, unknown.Reason, unknown.Reported),
            _ => result,
        };
    }
}
