using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using VpcSim.Scenarios.Suites;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Suites;

public sealed class ReportTests : IDisposable
{
    private readonly Played _played = new();

    [Fact]
    public void JUnits_report_fits_the_usual_schema_whatever_came()
    {
        TestedScenario[] all =
        [
            _played.Test(Played.World + "expect: [ { never: { from: internet, to: Database } } ]"),
            _played.Test(Played.World + "timeline: [ { at: 0s, connect: { from: scanner, to: Web, port: 22 }, expect: connected } ]"),
            _played.Test(Played.World),
            _played.Test("design: nothing.yaml"),
        ];
        using var stream = new MemoryStream();
        JUnitReport.Write(stream, all);
        stream.Position = 0;
        var problems = new List<string>();
        var document = XDocument.Load(stream);
        document.Validate(Usual(), (_, problem) => problems.Add(problem.Message));

        Assert.Empty(problems);
        Assert.Equal(("4", "1", "1"), ((string)document.Root!.Attribute("tests")!, (string)document.Root.Attribute("failures")!, (string)document.Root.Attribute("errors")!));
        Assert.Contains("ENI_SG_RULES_MISMATCH", document.Descendants("failure").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_of_the_test_refuses_what_is_no_report()
    {
        var problems = new List<string>();
        XDocument.Parse("<testsuites><testsuite name='a'><testcase name='b'/></testsuite></testsuites>").Validate(Usual(), (_, problem) => problems.Add(problem.Message));

        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void GitHub_sees_a_failure_at_its_line()
    {
        TestedScenario tested = _played.Test(Played.World + "timeline:\n  - { at: 0s, connect: { from: scanner, to: Web, port: 22 }, expect: connected }");
        string line = Assert.Single(GitHubReport.Lines(tested));

        Assert.StartsWith($"::error file={tested.File},line=6,col=70,title=connect scanner -> Web%3A22%3A connected::expected connected, got timed-out%0A", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void GitHub_sees_a_mistake_at_its_line()
    {
        TestedScenario tested = _played.Test(Played.World + "until: soon");

        Assert.StartsWith($"::error file={tested.File},line=5,col=8,title=unusable scenario::until takes a duration", Assert.Single(GitHubReport.Lines(tested)), StringComparison.Ordinal);
    }

    public void Dispose() => _played.Dispose();

    private static XmlSchemaSet Usual()
    {
        string path = Path.Combine(Repository.Root, "tests", "VpcSim.Scenarios.Tests", "Suites", "junit.xsd");
        var schemas = new XmlSchemaSet();
        using XmlReader reader = XmlReader.Create(path);
        schemas.Add(null, reader);
        return schemas;
    }
}
