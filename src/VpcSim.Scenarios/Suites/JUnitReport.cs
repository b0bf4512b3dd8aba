using System.Text;
using System.Xml;

namespace VpcSim.Scenarios.Suites;

/// <summary>Writes what came of scenarios as JUnit's XML, which build servers read: a suite for each scenario, a case for each expectation.</summary>
/// <remarks>No times are told: a run's own are simulated, and those of the machine would differ from run to run.</remarks>
public static class JUnitReport
{
    /// <param name="stream">Stays open.</param>
    /// <param name="scenarios">In the order in which they are written.</param>
    public static void Write(Stream stream, IReadOnlyList<TestedScenario> scenarios)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "vpcsim");
        Count(xml, scenarios);
        foreach (TestedScenario scenario in scenarios) Write(xml, scenario);
        xml.WriteEndElement();
        xml.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter xml, TestedScenario scenario)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", scenario.File);
        Count(xml, [scenario]);
        foreach (Case each in CasesOf(scenario))
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", Printable(each.Name));
            xml.WriteAttributeString("classname", scenario.File);
            xml.WriteAttributeString("time", "0");
            if (each.Failure is { } failure)
            {
                xml.WriteStartElement(each.IsError ? "error" : "failure");
                xml.WriteAttributeString("message", Printable(failure.Split('\n')[0]));
                xml.WriteAttributeString("type", each.IsError ? "unusable" : "expectation");
                xml.WriteString(Printable(failure));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Count(XmlWriter xml, IReadOnlyList<TestedScenario> scenarios)
    {
        Case[] cases = [.. scenarios.SelectMany(CasesOf)];
        xml.WriteAttributeString("tests", XmlConvert.ToString(cases.Length));
        xml.WriteAttributeString("failures", XmlConvert.ToString(cases.Count(static each => each is { Failure: not null, IsError: false })));
        xml.WriteAttributeString("errors", XmlConvert.ToString(cases.Count(static each => each.IsError)));
        xml.WriteAttributeString("time", "0");
    }

    private static IEnumerable<Case> CasesOf(TestedScenario scenario)
    {
        if (!scenario.IsUsable) return [new Case("the scenario can be used", string.Join('\n', scenario.Problems), IsError: true)];
        Case[] judged = [.. scenario.Result!.Judgements.Concat(scenario.Result.Troubles).OrderBy(static judgement => judgement.Place).Select(static judgement => new Case(judgement.Expected, judgement.Failure, IsError: false))];
        return judged.Length > 0 ? judged : [new Case("the scenario runs", null, IsError: false)];
    }

    // XML knows no control characters, not even escaped ones.
    private static string Printable(string text)
    {
        if (text.All(XmlConvert.IsXmlChar)) return text;
        return string.Concat(text.Select(static letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '\uFFFD'));
    }

    private readonly record struct Case(string Name, string? Failure, bool IsError);
}
