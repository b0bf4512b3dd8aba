using System.Globalization;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Actions;

/// <summary>Words an action, with the verbs of scenario files.</summary>
public static class ActionText
{
    /// <summary>In a line: <c>connect customer -> WebServer:443</c>.</summary>
    public static string Of(HostAction action) => action switch
    {
        Connect connect => $"connect {connect.From} -> {connect.To}:{connect.Port}",
        Send send => $"send {send.From} -> {send.To}:{send.Port}",
        Ping ping => $"ping {ping.From} -> {ping.To}",
        Resolve resolve => $"resolve {resolve.From} {resolve.Name} {NameOf(resolve.Type)}",
        Fetch fetch => $"fetch {fetch.From} {fetch.Url}",
        Metadata metadata => $"metadata {metadata.From} {metadata.Path}",
        Time => $"time-sync {action.From}",
        Activate => $"activate {action.From}",
        Boot => $"boot {action.From}",
        _ => $"{action.GetType().Name} {action.From}",
    };

    private static string NameOf(ushort recordType)
    {
        foreach ((string name, ushort type) in StepShapes.RecordTypes)
            if (type == recordType) return name;
        return recordType.ToString(CultureInfo.InvariantCulture);
    }
}
