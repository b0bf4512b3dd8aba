using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>The stacks that are resources of others, opened when first asked for. (CloudFormation guide, "Split a template into reusable pieces using
/// nested stacks")</summary>
internal sealed class NestedStacks(DeployedStacks stacks)
{
    public const string Type = "AWS::CloudFormation::Stack";
    private const int MaxDepth = 10;
    private const int MaxStacks = 500;
    private const string OutputPrefix = "Outputs.";
    private readonly Dictionary<(Stack Parent, string LogicalId), Stack?> _opened = [];
    private readonly Dictionary<string, DocumentOutcome> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<(Stack, string)> _opening = [];
    private long _bytesLeft = DocumentLimits.MaxFileBytes;

    /// <summary>Opens whatever is not open yet, down to the last.</summary>
    public void OpenAll()
    {
        for (int i = 0; i < stacks.All.Count; i++)
        {
            Stack parent = stacks.All[i];
            foreach (ResourceDeclaration declaration in parent.Template.Resources)
            {
                if (declaration.Type == Type && !_opening.Contains((parent, declaration.LogicalId)) && parent.Evaluator.Conditions.Of(declaration) == Truth.True)
                    Open(parent, declaration);
            }
        }
    }

    /// <summary><c>Fn::GetAtt: NESTED.Outputs.NAME</c>.</summary>
    public Node Output(Stack parent, ResourceDeclaration declaration, string attribute, Place place)
    {
        if (!attribute.StartsWith(OutputPrefix, StringComparison.Ordinal))
            return parent.Evaluator.Mistake(place, $"Template error: resource {declaration.LogicalId} does not support attribute type {attribute} in Fn::GetAtt; write Outputs.NAME");
        if (_opening.Contains((parent, declaration.LogicalId)))
            return parent.Evaluator.Mistake(place, $"Circular dependency between resources: [{declaration.LogicalId}] waits for its own outputs", "Template.CircularDependency");
        if (Open(parent, declaration) is not { } stack) return new UnknownNode(place, $"{declaration.LogicalId}.{attribute}, whose template is not read");
        string name = attribute[OutputPrefix.Length..];
        foreach (MappingEntry output in stack.Outputs)
            if (output.Key == name) return stack.Output(output, parent.Evaluator, place);
        string hint = parent.Log.Hint(name, stack.Outputs.Select(output => output.Key));
        return parent.Evaluator.Mistake(place, $"Template error: the nested stack {declaration.LogicalId} ({stack.Path}) has no output {name}{hint}");
    }

    private Stack? Open(Stack parent, ResourceDeclaration declaration)
    {
        (Stack, string) key = (parent, declaration.LogicalId);
        if (_opened.TryGetValue(key, out Stack? opened)) return opened;
        stacks.Catalog.Judge(declaration.Name);
        _opening.Add(key);
        string subject = parent.Evaluator.Subject;
        parent.Evaluator.Subject = declaration.Name;
        opened = PathOf(parent, declaration) is { } path ? Read(parent, declaration, path) : null;
        parent.Evaluator.Subject = subject;
        _opening.Remove(key);
        return _opened[key] = opened;
    }

    private string? PathOf(Stack parent, ResourceDeclaration declaration)
    {
        if (!declaration.Properties.TryGet("TemplateURL", out Node? written))
        {
            parent.Log.Error("Template.MissingProperty", "Property TemplateURL cannot be empty; add it", declaration.Name, declaration.Place);
            return null;
        }
        Node url = parent.Evaluator.Evaluate(written);
        if (url is UnknownNode { Reported: true }) return null;
        NestedTemplate template = NestedTemplate.Of(parent, declaration, url, DocumentOf);
        if (template.IsRefused) parent.Log.Error("Template.PathRefused", template.Problem!, declaration.Name, written.Place);
        else if (template.Problem is { } problem) parent.Log.Finding("left-out", $"{declaration.Name} is left out: {problem}", declaration.Name, written.Place);
        else if (Refusal(parent, template.File!) is (string code, string message)) parent.Log.Error(code, message, declaration.Name, written.Place);
        else return template.File;
        return null;
    }

    private (string Code, string Message)? Refusal(Stack parent, string path)
    {
        if (stacks.All.Count >= MaxStacks) return ("Template.TooLarge", $"there are more than {MaxStacks} nested stacks; split the design");
        if (parent.Depth >= MaxDepth) return ("Template.TooDeep", $"stacks nest more than {MaxDepth} deep; flatten them");
        string full = Path.GetFullPath(path);
        for (Stack? above = parent; above is not null; above = above.Parent)
            if (Path.GetFullPath(above.Path) == full) return ("Template.CircularDependency", $"the template {path} nests itself; take the circle out");
        return null;
    }

    private Stack? Read(Stack parent, ResourceDeclaration declaration, string path)
    {
        DocumentOutcome document = DocumentOf(path);
        if (document.Error is { } error)
        {
            parent.Log.Error(error.Code, error.Place is null ? error.Message : $"{error.Place}: {error.Message}", declaration.Name, declaration.Place);
            return null;
        }
        Dictionary<string, Node> passed = Passed(parent, declaration);
        Stack? stack = stacks.Open(new StackSource(NameOf(parent, declaration), path, new TemplateSource(document.Root!, document.FirstAlias)), parent, passed);
        foreach (string name in passed.Keys)
        {
            if (stack is null || stack.Template.Parameters.TryGet(name, out _)) continue;
            string hint = parent.Log.Hint(name, stack.Template.Parameters.Entries.Select(entry => entry.Key));
            parent.Log.Error("Template.UnknownParameter", $"Parameters: [{name}] do not exist in the template {path}{hint}", declaration.Name, passed[name].Place);
        }
        return stack;
    }

    private static Dictionary<string, Node> Passed(Stack parent, ResourceDeclaration declaration)
    {
        Dictionary<string, Node> passed = new(StringComparer.Ordinal);
        if (!declaration.Properties.TryGet("Parameters", out Node? written)) return passed;
        if (parent.Evaluator.Evaluate(written) is MappingNode parameters)
            foreach (MappingEntry parameter in parameters.Entries) passed.Add(parameter.Key, parameter.Value);
        return passed;
    }

    private DocumentOutcome DocumentOf(string path)
    {
        string full = Path.GetFullPath(path);
        if (_documents.TryGetValue(full, out DocumentOutcome known)) return known;
        _bytesLeft -= new FileInfo(full) is { Exists: true, Length: long bytes } ? bytes : 0;
        return _documents[full] = _bytesLeft < 0
            ? new DocumentOutcome(null, null, new ImportError("Template.TooLarge",
                $"the files of all nested stacks together have more than the {DocumentLimits.MaxFileBytes:N0} bytes that are read", Path.GetFileName(path), null))
            : DocumentReader.Read(path);
    }

    /// <summary>AWS adds random letters; here a number where the name is taken.</summary>
    private string NameOf(Stack parent, ResourceDeclaration declaration)
    {
        string name = $"{parent.Name}-{declaration.LogicalId}", free = name;
        for (int i = 2; stacks.All.Any(stack => stack.Name == free); i++) free = $"{name}-{i}";
        return free;
    }
}
