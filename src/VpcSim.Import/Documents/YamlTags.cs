namespace VpcSim.Import.Documents;

/// <summary>CloudFormation's short forms of intrinsic functions. (CloudFormation guide, "Intrinsic function reference")</summary>
internal static class YamlTags
{
    /// <summary>What a tagged node stands for: <c>!Sub x</c> is <c>{"Fn::Sub": x}</c>. Tags of YAML itself, such as <c>!!str</c>, change nothing.</summary>
    public static Node Apply(string tag, Node value)
    {
        if (tag.Length < 2 || tag[0] != '!' || tag[1] == '!') return value;
        string name = tag[1..];
        MappingNode function = new(value.Place);
        function.TryAdd(name is "Ref" or "Condition" ? name : $"Fn::{name}", value.Place, name == "GetAtt" ? SplitAtFirstDot(value) : value);
        return function;
    }

    private static Node SplitAtFirstDot(Node value)
    {
        if (value is not ScalarNode { Text: string path } || path.IndexOf('.') is not (> 0 and int dot)) return value;
        return new SequenceNode(value.Place, [new ScalarNode(value.Place, path[..dot]), new ScalarNode(value.Place, path[(dot + 1)..])]);
    }
}
