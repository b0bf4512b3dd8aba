using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;

namespace VpcSim.Model.Validation;

/// <summary>A VPC has one main route table. (VPC guide, "Replace the main route table")</summary>
internal static class MainRouteTableChecks
{
    public static void Check(Draft draft)
    {
        var mains = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (RouteTable table in draft.Tables)
        {
            if (table.IsMain && !mains.TryAdd(table.VpcId, table.Name))
                draft.Refuse("InvalidParameterValue", $"The VPC has the main route table {mains[table.VpcId]} already; mark one.", table.Name);
        }
    }
}
