using System.Globalization;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>Words the times of flow-log records.</summary>
internal static class FlowLogTimes
{
    /// <param name="unixSeconds">Seconds since 1970.</param>
    public static string Text(long unixSeconds) => unixSeconds is < 0 or > 253_402_300_799
        ? unixSeconds.ToString(CultureInfo.InvariantCulture)
        : DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
