using System.Globalization;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>Bucket and keys of a flow log's objects. (VPC guide, "Publish flow logs to Amazon S3", Flow log files)</summary>
/// <param name="flowLog">A flow log to S3.</param>
/// <param name="accountId">The account of what it watches.</param>
/// <param name="region">The region of what it watches.</param>
internal sealed class S3Place(FlowLog flowLog, string accountId, string region)
{
    /// <summary>Seconds of record ends that one file holds.</summary>
    public const int SlotSeconds = 300;

    private const string ArnResource = ":::";
    private const int HashDigits = 8;

    /// <summary>Bucket and folder of the destination's ARN, such as <c>bucket/folder</c>; the flow log's name where it names none.</summary>
    public string Root { get; } = RootOf(flowLog);

    /// <summary>The first part of <see cref="Root"/>.</summary>
    public string Bucket => Root.Split('/')[0];

    /// <summary>The key in <see cref="Bucket"/> of an object below <see cref="Root"/>.</summary>
    public string FullKeyOf(string key) => Root.Length == Bucket.Length ? key : $"{Root[(Bucket.Length + 1)..]}/{key}";

    /// <summary>The key of an object below <see cref="Root"/>.</summary>
    /// <param name="slotSeconds">The first second of its record ends, a multiple of 300.</param>
    /// <param name="part">0, and more for each file of these five minutes that reached the largest size.</param>
    public string KeyOf(long slotSeconds, int part)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(slotSeconds);
        string day = flowLog.HiveCompatiblePartitions
            ? string.Create(CultureInfo.InvariantCulture, $"aws-account-id={accountId}/aws-service=vpcflowlogs/aws-region={region}/year={time:yyyy}/month={time:MM}/day={time:dd}")
            : string.Create(CultureInfo.InvariantCulture, $"{accountId}/vpcflowlogs/{region}/{time:yyyy}/{time:MM}/{time:dd}");
        string hour = !flowLog.PerHourPartition ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{(flowLog.HiveCompatiblePartitions ? "hour=" : "")}{time:HH}/");
        string hash = PathSegments.HashOf(string.Create(CultureInfo.InvariantCulture, $"{flowLog.Id}/{slotSeconds}/{part}"))[..HashDigits];
        string ending = flowLog.FileFormat == LogFileFormat.Parquet ? "log.parquet" : "log.gz";
        return string.Create(CultureInfo.InvariantCulture,
            $"AWSLogs/{day}/{hour}{accountId}_vpcflowlogs_{region}_{flowLog.Id}_{time:yyyyMMdd}T{time:HHmm}Z_{hash}.{ending}");
    }

    private static string RootOf(FlowLog flowLog)
    {
        int at = flowLog.Destination?.IndexOf(ArnResource, StringComparison.Ordinal) ?? -1;
        string root = at < 0 ? "" : flowLog.Destination![(at + ArnResource.Length)..].Trim('/');
        return root.Length > 0 ? root : flowLog.Name;
    }
}
