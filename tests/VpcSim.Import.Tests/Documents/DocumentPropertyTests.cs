using System.Text;
using CsCheck;
using VpcSim.Import.Converting;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Tests.Documents;

/// <summary>Any document, written as <c>design convert</c> writes templates, is read as it was: YAML and JSON.</summary>
public class DocumentPropertyTests
{
    private static readonly Gen<string> _text = Gen.OneOf(
        Gen.String[Gen.Char["ab1 -_.:/@+()=#'\"\\{}[]&*!|>%,?~é中"], 0, 12],
        Some("yes", "No", "on", "OFF", "true", "False", "null", "~", "", "012", "0x1f", "1e3", "1_000", "-5", "+7", ".5", ".inf", "2026-01-01", "12:30:00", "<<", "=", "y", "N", "- a", "a: b", "a #b", "---", "...", "\n", "a\nb\n", "\tx", " x ", "\u0085", "\u2028x", "\uFEFFx", "😀", "10.0.0.0/16", "2001:db8::/32", "::/0"));

    private static readonly Gen<Node> _scalar = Gen.OneOf(
        _text.Select(text => (Node)new ScalarNode(default, text)), _text.Select(text => (Node)new ScalarNode(default, text)),
        Gen.Long.Select(number => (Node)new ScalarNode(default, $"{number % 1_000_000_000_000_000_000}", ScalarKind.Number)),
        Gen.Bool.Select(flag => (Node)new ScalarNode(default, flag ? "true" : "false", ScalarKind.Boolean)),
        Gen.Const((Node)new ScalarNode(default, "", ScalarKind.Null)));

    private static readonly Gen<MappingNode> _document = Gen.Select(_text, NodeOf(4)).Array[1, 6].Select(MappingOf);

    [Fact]
    public void What_is_written_is_read_as_it_was() => _document.Sample(
        document =>
        {
            string wanted = Tree(document);
            foreach (string text in (string[])[TemplateText.OfJson(document), TemplateText.OfYaml(document)])
            {
                DocumentOutcome read = DocumentReader.Parse(Encoding.UTF8.GetBytes(text), "template");
                Assert.True(read.Root is not null, $"{read.Error}\n{text}");
                string got = Tree(read.Root);
                if (got != wanted) Assert.Fail($"wanted {wanted}\ngot {got}\n{text}");
            }
        },
        iter: 2000);

    private static Gen<Node> NodeOf(int depth) => depth == 0 ? _scalar : Gen.Frequency(
        (3, _scalar),
        (1, NodeOf(depth - 1).Array[0, 4].Select(items => (Node)new SequenceNode(default, items))),
        (1, Gen.Select(_text, NodeOf(depth - 1)).Array[0, 4].Select(entries => (Node)MappingOf(entries))),
        (1, Gen.Select(Some("Ref", "Fn::Sub", "Fn::ImportValue"), _text, (function, argument) => (Node)MappingOf([(function, new ScalarNode(default, argument))]))),
        (1, Gen.Select(_text.Where(name => name.Length > 0 && !name.Contains('.')), _text.Where(name => name.Length > 0), (name, attribute) =>
            (Node)MappingOf([("Fn::GetAtt", new SequenceNode(default, [new ScalarNode(default, name), new ScalarNode(default, attribute)]))]))));

    private static Gen<string> Some(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static MappingNode MappingOf((string Key, Node Value)[] entries)
    {
        var mapping = new MappingNode(default);
        foreach ((string key, Node value) in entries) mapping.TryAdd(key, default, value);
        return mapping;
    }

    private static string Tree(Node node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{Quoted(entry.Key)}: {Tree(entry.Value)}"))}}}",
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Tree))}]",
        ScalarNode { Kind: ScalarKind.Text } text => Quoted(text.Text),
        ScalarNode scalar => $"{scalar.Kind} {scalar.Text}",
        _ => throw new InvalidOperationException($"no node of a document: {node}"),
    };

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
