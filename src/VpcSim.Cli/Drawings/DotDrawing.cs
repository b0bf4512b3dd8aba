using System.Text;

namespace VpcSim.Cli.Drawings;

/// <summary>Writes a drawing in Graphviz's language: a cluster for each VPC and subnet. (graphviz.org, "DOT Language")</summary>
internal static class DotDrawing
{
    public static void Write(TextWriter output, Drawing drawing)
    {
        output.WriteLine("digraph network {");
        output.WriteLine("  rankdir=LR; compound=true; fontname=\"Helvetica\"; labelloc=t;");
        output.WriteLine($"  label={Quoted(drawing.Title)};");
        output.WriteLine("  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Helvetica\", fontsize=10];");
        output.WriteLine("  edge [fontname=\"Helvetica\", fontsize=9];");
        int cluster = 0;
        var clusters = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (DrawnVpc vpc in drawing.Vpcs)
        {
            output.WriteLine($"  subgraph cluster_{cluster++} {{");
            output.WriteLine($"    label={Quoted(vpc.Title, vpc.Subtitle)}; style=rounded; color=\"{DrawnColours.VpcBorder}\";");
            foreach (DrawnSubnet subnet in vpc.Subnets)
            {
                clusters[subnet.Id] = cluster;
                output.WriteLine($"    subgraph cluster_{cluster++} {{");
                output.WriteLine($"      label={Quoted(subnet.Title, subnet.Subtitle)}; style=\"rounded,filled\"; color=\"{DrawnColours.Of(subnet)}\";");
                output.WriteLine($"      {Quoted(subnet.Id)} [shape=point, style=invis];");
                foreach (DrawnNode node in subnet.Hosts.Concat(subnet.Ports)) WriteNode(output, node, "      ");
                output.WriteLine("    }");
            }
            foreach (DrawnNode node in vpc.Gateways) WriteNode(output, node, "    ");
            output.WriteLine("  }");
        }
        foreach (DrawnNode node in drawing.Outside) WriteNode(output, node, "  ");
        foreach (DrawnLink link in drawing.Links)
        {
            string label = link.Label.Length == 0 ? "" : $"label={Quoted(link.Label)}, ";
            string tail = clusters.TryGetValue(link.From, out int from) ? $", ltail=cluster_{from}" : "";
            output.WriteLine($"  {Quoted(link.From)} -> {Quoted(link.To)} [{label}color=\"{DrawnColours.Of(link.Kind)}\"{(link.IsRoute ? "" : ", dir=none")}{tail}];");
        }
        output.WriteLine("}");
    }

    private static void WriteNode(TextWriter output, DrawnNode node, string indent) =>
        output.WriteLine($"{indent}{Quoted(node.Id)} [label={Quoted(node.Title, node.Subtitle)}, color=\"{DrawnColours.Of(node.Kind)}\"];");

    private static string Quoted(params ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder("\"");
        bool first = true;
        foreach (string line in lines)
        {
            if (line.Length == 0) continue;
            if (!first) text.Append("\\n");
            first = false;
            text.Append(line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" "));
        }
        return text.Append('"').ToString();
    }
}
