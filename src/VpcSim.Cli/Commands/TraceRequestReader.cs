using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;

namespace VpcSim.Cli.Commands;

/// <summary>Reads off the command line which packet is to be traced, and says where its names cannot be found.</summary>
internal sealed class TraceRequestReader(TraceSyntax syntax, CommandLine line)
{
    public TraceRequest Read()
    {
        string? from = line.Value(syntax.From), to = line.Value(syntax.To);
        if (from is null && !IsThere(syntax.From)) line.Mistake("say who sends: --from NAME|ADDRESS|SUBNET|GATEWAY");
        if (to is null && !IsThere(syntax.To)) line.Mistake("say who is to receive it: --to NAME|ADDRESS[:PORT]");
        return new TraceRequest
        {
            From = from ?? "",
            To = to ?? "",
            Source = Source(line.Value(syntax.Source)),
            Protocol = Protocol(line.Value(syntax.Protocol)),
            SourcePort = Number(syntax.SourcePort, ushort.MaxValue) is { } port ? (ushort)port : TraceRequest.DefaultSourcePort,
            IcmpType = (byte?)Number(syntax.IcmpType, byte.MaxValue),
            IcmpCode = (byte)(Number(syntax.IcmpCode, byte.MaxValue) ?? 0),
            Length = Number(syntax.Length, ushort.MaxValue),
            Ttl = (byte)(Number(syntax.Ttl, byte.MaxValue, least: 1) ?? TraceRequest.DefaultTtl),
        };
    }

    /// <summary>Notes what a design has against a trace.</summary>
    public void Tell(TraceRequest request, ImmutableArray<TraceProblem> problems)
    {
        foreach (TraceProblem problem in problems)
        {
            (Option option, string? value) = problem.Input switch
            {
                TraceInput.From => ((Option)syntax.From, request.From),
                TraceInput.To => (syntax.To, request.To),
                TraceInput.Source => (syntax.Source, null),
                TraceInput.IcmpType => (syntax.IcmpType, null),
                TraceInput.Length => (syntax.Length, null),
                _ => (syntax.Protocol, null),
            };
            line.Mistake(option, problem.Text, value);
        }
    }

    // An option without its value is a mistake that the line has noted.
    private bool IsThere(Option option) => line.Mistakes.Any(mistake => mistake.StartsWith(option.Name + " ", StringComparison.Ordinal));

    private IpAddress? Source(string? text)
    {
        if (text is null) return null;
        if (IpAddress.TryParse(text.Trim('[', ']'), out IpAddress address)) return address;
        line.Mistake(syntax.Source, $"'{text}' is no address; write one such as 198.51.100.7 or 2001:db8::7");
        return null;
    }

    private byte? Protocol(string? text)
    {
        if (text is null) return null;
        try
        {
            return ProtocolWords.Parse(text);
        }
        catch (FormatException problem)
        {
            line.Mistake(syntax.Protocol, problem.Message);
            return null;
        }
    }

    private int? Number(Option<string[]> option, int most, int least = 0)
    {
        if (line.Value(option) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most) return number;
        line.Mistake(option, string.Create(CultureInfo.InvariantCulture, $"'{text}' is no number from {least} to {most}"));
        return null;
    }
}
