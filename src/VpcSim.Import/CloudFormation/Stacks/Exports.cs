using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>What the stacks export, by evaluated name; the order of the stacks does not matter. (CloudFormation guide, "Get exported outputs from a
/// deployed CloudFormation stack": names are unique in an account and region)</summary>
internal sealed class Exports(DeployedStacks stacks)
{
    private readonly Dictionary<(string Account, string Region, string Name), (Stack Stack, MappingEntry Output)> _known = [];
    private int _read;

    /// <summary>The value of an export, unknown where no stack has it.</summary>
    public Node Import(string name, Evaluator importer, Place place)
    {
        ReadAll();
        if (_known.TryGetValue((importer.Deployment.AccountId, importer.Deployment.Region, name), out (Stack Stack, MappingEntry Output) found))
            return found.Stack.Output(found.Output, importer, place);
        if (stacks.GivenCount == 1) return new UnknownNode(place, $"Fn::ImportValue '{name}', what another stack exports");
        string hint = importer.Log.Hint(name, _known.Keys.Select(key => key.Name));
        return new UnknownNode(place, $"Fn::ImportValue '{name}', which none of the {stacks.GivenCount} given stacks exports{hint}");
    }

    /// <summary>Reads the names of all exports; one that stands twice is an error.</summary>
    public void ReadAll()
    {
        stacks.Nested.OpenAll();
        while (_read < stacks.All.Count)
        {
            Stack stack = stacks.All[_read++];
            foreach (MappingEntry output in stack.Outputs.ToArray()) Read(stack, output);
        }
    }

    private void Read(Stack stack, MappingEntry output)
    {
        if (!((MappingNode)output.Value).TryGet("Export", out Node? export) || export is not MappingNode body || !body.TryGet("Name", out Node? written)) return;
        stack.Evaluator.Subject = output.Key;
        if (stack.Evaluator.Evaluate(written) is not ScalarNode { Text: string name }) return;
        if (_known.TryAdd((stack.Deployment.AccountId, stack.Deployment.Region, name), (stack, output))) return;
        (Stack first, MappingEntry earlier) = _known[(stack.Deployment.AccountId, stack.Deployment.Region, name)];
        stack.Log.Error("Template.DuplicateExport", $"Export with name {name} is already exported by stack {first.Name} (output {earlier.Key}); "
            + "rename one, or give the stacks other names", output.Key, output.KeyPlace);
    }
}
