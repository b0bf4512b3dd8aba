using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>Help as plain text, 100 columns wide at most.</summary>
internal static class HelpText
{
    private const int Width = 100;
    private const int Indent = 26;

    public static bool IsAskedFor(IReadOnlyList<string> args) =>
        args.TakeWhile(word => word != "--").Any(word => word is "--help" or "-h" or "-?");

    public static void WriteProgram(TextWriter output, IEnumerable<IVerb> verbs)
    {
        output.WriteLine("vpcsim: a packet-level simulator of AWS VPC networks.\n");
        output.WriteLine("Usage: vpcsim VERB ...\n\nVerbs:");
        foreach (IVerb verb in verbs) WriteTwoColumns(output, verb.Name, verb.Summary);
        output.WriteLine("\nOptions:");
        WriteTwoColumns(output, "--help", "Help about the program, or about a verb: vpcsim VERB --help.");
        WriteTwoColumns(output, "--version", "The version.");
        output.WriteLine("\nExit status: 0 done; 1 the answer is no; 2 wrong usage or unusable input; 130 stopped by Ctrl-C;\n143 by SIGTERM; 70 a defect of VpcSim.");
    }

    /// <summary>The verbs about one thing, where only the thing was named.</summary>
    public static void WriteFamily(TextWriter output, string family, IEnumerable<IVerb> verbs)
    {
        output.WriteLine($"Usage: vpcsim {family} VERB ...\n\nVerbs:");
        foreach (IVerb verb in verbs) WriteTwoColumns(output, verb.Name, verb.Summary);
        output.WriteLine($"\nHelp about one: vpcsim {family} VERB --help");
    }

    public static void WriteVerb(TextWriter output, IVerb verb)
    {
        output.WriteLine($"{verb.Summary}\n");
        output.WriteLine($"Usage: vpcsim {verb.Name} {verb.Usage}\n");
        foreach (Argument argument in verb.Command.Arguments)
            WriteTwoColumns(output, argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name, argument.Description!);
        foreach (OptionGroup group in verb.Groups)
        {
            output.WriteLine($"\n{group.Heading}:");
            foreach (Option option in group.Options) WriteTwoColumns(output, $"{option.Name} {option.HelpName}", option.Description!);
        }
        output.WriteLine();
        output.Write(verb.Examples);
    }

    private static void WriteTwoColumns(TextWriter output, string term, string description)
    {
        string left = "  " + term;
        if (left.Length > Indent - 2)
        {
            output.WriteLine(left);
            left = "";
        }
        foreach (string line in Wrap(description, Width - Indent))
        {
            output.WriteLine(left.PadRight(Indent) + line);
            left = "";
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }
}
