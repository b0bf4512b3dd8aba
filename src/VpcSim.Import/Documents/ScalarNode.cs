namespace VpcSim.Import.Documents;

/// <summary>A string, number, boolean or null. Numbers and booleans keep their text, as CloudFormation treats them.</summary>
public sealed class ScalarNode(Place place, string text, ScalarKind kind = ScalarKind.Text) : Node(place)
{
    public string Text => text;

    public ScalarKind Kind => kind;
}
