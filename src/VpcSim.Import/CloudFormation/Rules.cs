using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Parameters;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation;

/// <summary>The template's Rules: assertions about parameters. (CloudFormation guide, "Rules section")</summary>
/// <remarks>Assertions by the condition functions and Fn::Contains are judged; those by other rule functions, such as Fn::RefAll, are a finding.</remarks>
internal sealed class Rules(Evaluator evaluator, ImportLog log)
{
    private static readonly string[] _ruleFunctions =
        ["Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll"];

    public void Check(MappingNode rules)
    {
        foreach (MappingEntry entry in rules.Entries)
        {
            if (entry.Value is not MappingNode rule) continue;
            evaluator.Subject = entry.Key;
            if (UsesRuleFunction(rule))
            {
                log.Finding("not-checked", $"the rule {entry.Key} uses rule functions, which are not modelled: its assertions are not checked", entry.Key, entry.KeyPlace);
                continue;
            }
            if (rule.TryGet("RuleCondition", out Node? condition) && evaluator.Conditions.Judge(condition) != Truth.True) continue;
            if (rule.TryGet("Assertions", out Node? assertions) && assertions is SequenceNode list)
                foreach (MappingNode assertion in list.Items.OfType<MappingNode>()) Judge(entry.Key, assertion);
        }
    }

    private void Judge(string rule, MappingNode assertion)
    {
        if (!assertion.TryGet("Assert", out Node? node) || evaluator.Conditions.Judge(node) != Truth.False) return;
        string reason = ParameterConstraints.TextOf(assertion, "AssertDescription") ?? "no description";
        log.Error("Template.RuleViolated", $"Template error: the rule {rule} is violated: {reason.Trim()}; change the parameters", rule, assertion.Place);
    }

    private static bool UsesRuleFunction(Node node) => node switch
    {
        SequenceNode list => list.Items.Any(UsesRuleFunction),
        MappingNode mapping => mapping.Entries.Any(e => _ruleFunctions.Contains(e.Key) || UsesRuleFunction(e.Value)),
        _ => false,
    };
}
