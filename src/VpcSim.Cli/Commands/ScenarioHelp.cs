namespace VpcSim.Cli.Commands;

/// <summary>The parts of <c>vpcsim test --help</c> and <c>vpcsim run --help</c> that teach.</summary>
internal static class ScenarioHelp
{
    public const string Test = """
        Every scenario of the repository, as on each pull request:
          vpcsim test docs/examples
          vpcsim test docs/examples --report github --report junit=results.xml

        One of them; then, when what has changed is right, its snapshot anew:
          vpcsim test docs/examples --filter three-tier
          vpcsim test docs/examples --filter three-tier --update-snapshots

        Which rules no scenario exercised:
          vpcsim test docs/examples --coverage

        A scenario says which hosts there are beside the design, what happens when, and what has to come of
        it; docs/scenarios.md teaches its form, and docs/scenario.schema.json lets editors complete it.

        Exit status: 0 every expectation held; 1 one failed; 2 wrong usage, or a scenario that cannot be used.

        """;

    public const string Run = """
        What happens in a scenario, step by step:
          vpcsim run docs/examples/three-tier/scenario.yaml
          vpcsim run docs/examples/three-tier --out out

        Its packets for Wireshark, each with its verdict, and what each interface would have seen:
          vpcsim run docs/examples/three-tier --annotate packets.pcapng --pcap-dir interfaces

        Its flow log alone, into other programs:
          vpcsim run docs/examples/three-tier --flow-logs - --log-format 'srcaddr dstaddr action' | grep REJECT

        Its template's flow logs to S3 in their buckets, at a server that speaks S3's protocol:
          vpcsim run docs/examples/three-tier --out out --endpoint-url http://localhost:9000

        With other chances, for programs:
          vpcsim run docs/examples/three-tier --seed 7 --json

        The same scenario and seed give the same bytes. Expectations are judged as vpcsim test judges them.

        Exit status: 0 every expectation held; 1 one failed; 2 wrong usage, or a scenario that cannot be used.

        """;
}
