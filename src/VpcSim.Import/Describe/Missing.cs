using VpcSim.Import.CloudFormation;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Says which calls were not made, and what is assumed instead.</summary>
internal sealed class Missing(DescribeSet set, ImportLog log, Place place)
{
    public void Report()
    {
        foreach (AnswerList list in AnswerList.Known)
        {
            if (list.Assumed is { } assumed && !set.Has(list.Key))
                log.Finding("not-in-output", $"the output holds no {list.Key}: {assumed}. aws ec2 {list.Call} tells", log.File, place);
        }
        string[] calls = [.. AnswerList.Known.Where(list => list.Assumed is null && !set.Has(list.Key)).Select(list => list.Call)];
        if (calls.Length > 0)
            log.Finding("not-in-output", $"the output holds no answer to {string.Join(", ", calls)}: the network is taken to have none of these", log.File, place);
    }
}
