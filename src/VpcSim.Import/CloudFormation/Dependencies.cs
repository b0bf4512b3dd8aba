using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation;

/// <summary>Who refers to whom: names that nothing declares, and resources that wait for each other in a circle.</summary>
/// <remarks>Names are looked for everywhere, as CloudFormation does; circles only through the branches of Fn::If that are taken.</remarks>
internal sealed class Dependencies(Template template, Evaluator evaluator, ImportLog log)
{
    private readonly Dictionary<string, List<string>> _edges = new(StringComparer.Ordinal);
    private string _resource = "";
    private string _block = "Resources";
    private bool _isModelled;
    private List<string>? _found; // as often as it is named

    public static string UnresolvedMessage(string name, string block) =>
        $"Template format error: Unresolved resource dependencies [{name}] in the {block} block of the template";

    public void Check()
    {
        foreach (ResourceDeclaration declaration in template.Resources)
        {
            _resource = declaration.LogicalId;
            _isModelled = ResourceKinds.Find(declaration.Type) is not null || declaration.Type == NestedStacks.Type;
            bool exists = evaluator.Conditions.Of(declaration) == Truth.True;
            _found = exists ? _edges[_resource] = [] : null;
            foreach (ScalarNode name in declaration.DependsOn) Reach(name.Text, name.Place, live: true, parametersCount: false);
            Walk(declaration.Properties, live: true);
        }
        _block = "Outputs";
        _isModelled = true;
        _found = null;
        foreach (MappingEntry output in template.Outputs.Entries)
        {
            _resource = output.Key;
            Walk(output.Value, live: false);
        }
        ReportCircle();
    }

    private void Walk(Node node, bool live)
    {
        switch (node)
        {
            case SequenceNode list:
                foreach (Node item in list.AsSpan()) Walk(item, live);
                break;
            case MappingNode { Count: 1 } function when Evaluator.IsFunction(function.AsSpan()[0].Key):
                WalkFunction(function.AsSpan()[0].Key, function.AsSpan()[0].Value, live);
                break;
            case MappingNode mapping:
                foreach (MappingEntry entry in mapping.AsSpan()) Walk(entry.Value, live);
                break;
            case ScalarNode { Kind: ScalarKind.Null } when _isModelled:
                log.Error("Template.Format", $"[/{_block}/{_resource}] 'null' values are not allowed in templates; give a value or remove the key", _resource, node.Place);
                break;
        }
    }

    private void WalkFunction(string function, Node argument, bool live)
    {
        switch (function, argument)
        {
            case ("Ref", ScalarNode name):
                Reach(name.Text, name.Place, live);
                break;
            case ("Ref", MappingNode) when evaluator.Template.HasLanguageExtensions:
                ReachComputed(argument, live, parametersCount: true);
                break;
            case ("Fn::GetAtt", SequenceNode { Items: [MappingNode computed, Node attribute] }) when evaluator.Template.HasLanguageExtensions:
                ReachComputed(computed, live, parametersCount: false);
                Walk(attribute, live);
                break;
            case ("Fn::GetAtt", SequenceNode { Items: [ScalarNode name, Node attribute] }):
                Reach(name.Text, name.Place, live, parametersCount: false);
                Walk(attribute, live);
                break;
            case ("Fn::GetAtt", ScalarNode { Text: string path }) when path.IndexOf('.') is > 0 and int dot:
                Reach(path[..dot], argument.Place, live, parametersCount: false);
                break;
            case ("Fn::Sub", _):
                WalkSub(argument, live);
                break;
            case ("Fn::If", SequenceNode { Items: [ScalarNode condition, Node whenTrue, Node whenFalse] }):
                Truth truth = evaluator.Conditions[condition.Text, condition.Place];
                Walk(whenTrue, live && truth != Truth.False);
                Walk(whenFalse, live && truth != Truth.True);
                break;
            case (_, ScalarNode):
                break;
            default:
                Walk(argument, live);
                break;
        }
    }

    /// <summary>A name that functions make is reached only where it stands in a branch that counts.</summary>
    private void ReachComputed(Node written, bool live, bool parametersCount)
    {
        Walk(written, live);
        if (live && evaluator.Evaluate(written) is ScalarNode name) Reach(name.Text, written.Place, live, parametersCount);
    }

    private void WalkSub(Node argument, bool live)
    {
        (ScalarNode? text, MappingNode? variables) = SubFunction.Parts(argument);
        if (variables is not null) Walk(variables, live);
        if (text is null) return;
        foreach (SubPart part in SubFunction.Split(text.Text))
        {
            if (!part.IsVariable || (variables is not null && variables.TryGet(part.Text, out _))) continue;
            int dot = part.Text.IndexOf('.');
            Reach(dot < 0 ? part.Text : part.Text[..dot], text.Place, live, parametersCount: dot < 0);
        }
    }

    private void Reach(string name, Place place, bool live, bool parametersCount = true)
    {
        if (template.ResourcesByName.ContainsKey(name))
        {
            if (live) _found?.Add(name);
            return;
        }
        if (parametersCount && (PseudoParameters.IsPseudo(name) || template.Parameters.TryGet(name, out _))) return;
        IEnumerable<string> known = [.. template.Resources.Select(r => r.LogicalId), .. template.Parameters.Entries.Select(e => e.Key)];
        string message = UnresolvedMessage(name, _block) + log.Hint(name, known);
        if (_isModelled) log.Error("Template.UnresolvedDependency", message, _resource, place);
        else log.Finding("unresolved", $"{message}; CloudFormation would refuse it", _resource, place);
    }

    /// <summary>Takes away what waits for nothing until only circles, and what waits for them, are left (Kahn's algorithm).</summary>
    private void ReportCircle()
    {
        Dictionary<string, int> waiting = [];
        Dictionary<string, List<string>> waiters = new(StringComparer.Ordinal);
        Queue<string> free = new();
        foreach ((string name, List<string> needs) in _edges)
        {
            int count = needs.Count(_edges.ContainsKey);
            waiting[name] = count;
            if (count == 0) free.Enqueue(name);
            foreach (string need in needs)
            {
                if (!waiters.TryGetValue(need, out List<string>? list)) waiters[need] = list = [];
                list.Add(name);
            }
        }
        while (free.TryDequeue(out string? done))
        {
            waiting.Remove(done);
            foreach (string waiter in waiters.GetValueOrDefault(done) ?? [])
                if (waiting.ContainsKey(waiter) && --waiting[waiter] == 0) free.Enqueue(waiter);
        }
        if (waiting.Count > 0) ReportCircle(waiting);
    }

    private void ReportCircle(Dictionary<string, int> waiting)
    {
        List<string> walk = [];
        Dictionary<string, int> positions = new(StringComparer.Ordinal);
        string next = template.Resources.First(r => waiting.ContainsKey(r.LogicalId)).LogicalId;
        while (positions.TryAdd(next, walk.Count))
        {
            walk.Add(next);
            next = _edges[next].Where(waiting.ContainsKey).Min(StringComparer.Ordinal)!;
        }
        List<string> circle = walk[positions[next]..];
        log.Error("Template.CircularDependency",
            $"Circular dependency between resources: [{string.Join(", ", circle)}]; move one of the references into a resource of its own",
            circle[0], template.ResourcesByName[circle[0]].Place);
    }
}
