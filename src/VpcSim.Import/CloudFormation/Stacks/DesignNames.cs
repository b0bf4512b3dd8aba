namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>How the design calls the resources of its stacks: by their logical id, with the stack's name and a dot before it where two stacks have one
/// of that id.</summary>
internal sealed class DesignNames
{
    /// <summary>Logical ids alone.</summary>
    public static readonly DesignNames Plain = new([]);

    private readonly HashSet<string> _shared;

    private DesignNames(HashSet<string> shared) => _shared = shared;

    public bool ArePlain => _shared.Count == 0;

    /// <summary>Names that are unique among the stacks, in whichever order these come.</summary>
    public static DesignNames Of(IEnumerable<Stack> stacks)
    {
        HashSet<string> seen = new(StringComparer.Ordinal), shared = new(StringComparer.Ordinal);
        foreach (Stack stack in stacks)
            foreach (string name in stack.Template.ResourcesByName.Keys)
                if (!seen.Add(name)) shared.Add(name);
        return shared.Count == 0 ? Plain : new DesignNames(shared);
    }

    public string Of(string stack, string logicalId) => _shared.Contains(logicalId) ? $"{stack}.{logicalId}" : logicalId;
}
