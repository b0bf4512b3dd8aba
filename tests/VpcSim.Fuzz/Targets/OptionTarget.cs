using System.Text;
using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>What options say in small languages of their own: formats of records, conversations, endpoints of a trace, mappings, filters, moments.</summary>
internal sealed class OptionTarget : FuzzTarget
{
    private static readonly string _design = SourceTree.PathOf("docs/examples/hybrid-vpn/template.yaml");

    private static readonly string _capture = SourceTree.PathOf("captures/ping-traceroute.pcap");

    private static readonly string[] _options = ["--log-format", "--explain", "--map", "--filter", "--from", "--setting", "--vni", "--quota", "--clock-offset", "--fail-on"];

    public override string Name => "options";

    public override IEnumerable<Seed> Seeds() => [];

    /// <param name="input">A line of the form <c>OPTION VALUE</c>, the option without its hyphens.</param>
    /// <param name="cancellation">Not asked.</param>
    public override void Run(byte[] input, CancellationToken cancellation)
    {
        string text = Encoding.UTF8.GetString(input);
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return;
        string option = $"--{text[..blank]}", value = text[(blank + 1)..];
        if (option == "--to") ProgramRun.Of(cancellation, "trace", "--design", _design, "--from", "internet", "--to", value);
        else if (_options.Contains(option)) ProgramRun.Of(cancellation, "replay", _capture, "--design", _design, option, value);
    }
}
