using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>Flow logs without a design: printed record by record, or asked, of text, JSON or Parquet as the content is.</summary>
internal sealed class FlowLogQuestionTarget : FuzzTarget
{
    private const string Query = "SELECT srcaddr, dstport, action, sum(bytes) FROM flow_logs GROUP BY ALL ORDER BY ALL";

    private readonly ScratchFile _log = new("log");

    public override string Name => "flow-log-questions";

    public override IEnumerable<Seed> Seeds() =>
        SourceTree.Matching("docs/examples/**/flow-logs*.txt", "tests/VpcSim.Fuzz/Corpus/flow-logs/*", "tests/VpcSim.Fuzz/Corpus/parquet/*");

    // Parquet.Net makes lists as long as a damaged footer says; FlowLogTarget.
    public override bool KeepsMemoryInProportion => false;

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _log.Write(input);
        ProgramRun.Of(cancellation, ["flow-logs", .. WayOf(input)]);
    }

    private string[] WayOf(byte[] input) => Content.Choice(input, 8) switch
    {
        0 => ["read", _log.Path],
        1 => ["read", _log.Path, "--json", "--action", "reject", "--from", "2020-01-01T00:00:00Z"],
        2 => ["read", _log.Path, "--csv", "--fields", "srcaddr dstaddr start bytes", "--address", "10.0.0.0/8"],
        3 => ["top", _log.Path, "--by", "dstport", "--most", "records"],
        4 => ["talkers", _log.Path, "--csv"],
        5 => ["conversations", _log.Path, "--json"],
        6 => ["rejects", _log.Path],
        _ => ["query", Query, _log.Path],
    };
}
