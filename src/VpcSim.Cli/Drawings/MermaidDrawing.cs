using System.Text;

namespace VpcSim.Cli.Drawings;

/// <summary>Writes a drawing as a flowchart of Mermaid, which Markdown on many sites draws. (mermaid.js.org, "Flowcharts")</summary>
internal sealed class MermaidDrawing
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly TextWriter _output;

    private MermaidDrawing(TextWriter output) => _output = output;

    public static void Write(TextWriter output, Drawing drawing) => new MermaidDrawing(output).Write(drawing);

    private void Write(Drawing drawing)
    {
        _output.WriteLine("flowchart LR");
        foreach (DrawnVpc vpc in drawing.Vpcs)
        {
            _output.WriteLine($"  subgraph {Id(vpc.Id)}[\"{Text(vpc.Title, vpc.Subtitle)}\"]");
            foreach (DrawnSubnet subnet in vpc.Subnets)
            {
                _output.WriteLine($"    subgraph {Id(subnet.Id)}[\"{Text(subnet.Title, subnet.Subtitle)}\"]");
                foreach (DrawnNode node in subnet.Hosts.Concat(subnet.Ports)) WriteNode(node, "      ");
                if (subnet.Hosts.IsEmpty && subnet.Ports.IsEmpty) _output.WriteLine($"      {Id(subnet.Id + "-empty")}[\" \"]");
                _output.WriteLine("    end");
            }
            foreach (DrawnNode node in vpc.Gateways) WriteNode(node, "    ");
            _output.WriteLine("  end");
        }
        foreach (DrawnNode node in drawing.Outside) WriteNode(node, "  ");
        foreach (DrawnLink link in drawing.Links)
        {
            string arrow = link.IsRoute ? "-->" : "---";
            _output.WriteLine($"  {Id(link.From)} {arrow}{(link.Label.Length == 0 ? "" : $"|\"{Text(link.Label)}\"|")} {Id(link.To)}");
        }
        foreach (DrawnSubnet subnet in drawing.Vpcs.SelectMany(static vpc => vpc.Subnets)) _output.WriteLine($"  style {Id(subnet.Id)} fill:{DrawnColours.Of(subnet)}");
    }

    private void WriteNode(DrawnNode node, string indent) => _output.WriteLine($"{indent}{Id(node.Id)}[\"{Text(node.Title, node.Subtitle)}\"]");

    // Ids of its own: letters and digits that are no word of its language.
    private string Id(string id)
    {
        if (!_ids.TryGetValue(id, out string? known)) _ids[id] = known = $"n{_ids.Count + 1}";
        return known;
    }

    private static string Text(params ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            if (line.Length == 0) continue;
            if (text.Length > 0) text.Append("<br/>");
            foreach (char letter in line)
            {
                if (letter is '"' or '<' or '>' or '&' or '#' or '`' or '[' or ']' or '\\') text.Append('#').Append((int)letter).Append(';');
                else text.Append(char.IsControl(letter) ? ' ' : letter);
            }
        }
        return text.ToString();
    }
}
