using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Subnets;

namespace VpcSim.Cli.Reports;

/// <summary>Names the places in which the design's own flow logs keep a record.</summary>
internal static class LogPlaces
{
    /// <param name="design">The design.</param>
    /// <param name="networkInterface">Whose record it is.</param>
    /// <param name="accepted">Whether its action is <c>ACCEPT</c>.</param>
    public static IEnumerable<string> Of(Design design, int networkInterface, bool accepted)
    {
        NetworkInterface eni = design.NetworkInterfaces[networkInterface];
        Subnet? subnet = design.Subnets.FirstOrDefault(subnet => subnet.Id == eni.SubnetId);
        foreach (FlowLog log in FlowLogRun.FlowLogsOf(design, new FlowLogOptions().DefaultLogGroup))
        {
            bool watches = eni.OfRegionalNat is { } place ? log.ResourceId == place.GatewayId : log.ResourceId == eni.Id || log.ResourceId == eni.SubnetId || log.ResourceId == subnet?.VpcId;
            bool keeps = log.TrafficType == TrafficType.All || (log.TrafficType == TrafficType.Accept) == accepted;
            if (!watches || !keeps || log.DeliverLogsErrorMessage is not null) continue;
            yield return log.LogGroupName is { } group ? $"log group {group}, log stream {CloudWatchLogsFolder.StreamOf(eni)}-all ({log.Name})" : $"{log.Destination} ({log.Name})";
        }
    }
}
