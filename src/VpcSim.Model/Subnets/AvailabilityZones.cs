namespace VpcSim.Model.Subnets;

/// <summary>From a zone's code to its id: AWS maps them account by account in its oldest regions, here letters count in order.</summary>
/// <remarks>AWS Regions and Availability Zones, "AZ IDs": the first letters of the region's parts, its number, <c>-az</c> and a number.</remarks>
public static class AvailabilityZones
{
    private const string WavelengthMark = "-wlz-";

    private static readonly Dictionary<string, string> _regionPrefixes = new(StringComparer.Ordinal)
    {
        ["af-south-1"] = "afs1",
        ["ap-east-1"] = "ape1",
        ["ap-east-2"] = "ape2",
        ["ap-northeast-1"] = "apne1",
        ["ap-northeast-2"] = "apne2",
        ["ap-northeast-3"] = "apne3",
        ["ap-south-1"] = "aps1",
        ["ap-south-2"] = "aps2",
        ["ap-southeast-1"] = "apse1",
        ["ap-southeast-2"] = "apse2",
        ["ap-southeast-3"] = "apse3",
        ["ap-southeast-4"] = "apse4",
        ["ap-southeast-5"] = "apse5",
        ["ap-southeast-6"] = "apse6",
        ["ap-southeast-7"] = "apse7",
        ["ca-central-1"] = "cac1",
        ["ca-west-1"] = "caw1",
        ["cn-north-1"] = "cnn1",
        ["cn-northwest-1"] = "cnnw1",
        ["eu-central-1"] = "euc1",
        ["eu-central-2"] = "euc2",
        ["eu-north-1"] = "eun1",
        ["eu-south-1"] = "eus1",
        ["eu-south-2"] = "eus2",
        ["eu-west-1"] = "euw1",
        ["eu-west-2"] = "euw2",
        ["eu-west-3"] = "euw3",
        ["eusc-de-east-1"] = "eusc-dee1",
        ["il-central-1"] = "ilc1",
        ["me-central-1"] = "mec1",
        ["me-south-1"] = "mes1",
        ["me-west-1"] = "mew1",
        ["mx-central-1"] = "mxc1",
        ["sa-east-1"] = "sae1",
        ["sa-west-1"] = "saw1",
        ["us-east-1"] = "use1",
        ["us-east-2"] = "use2",
        ["us-gov-east-1"] = "usge1",
        ["us-gov-west-1"] = "usgw1",
        ["us-south-1"] = "uss1",
        ["us-west-1"] = "usw1",
        ["us-west-2"] = "usw2",
    };

    /// <summary>The id of a zone, such as <c>use1-az1</c> of <c>us-east-1a</c> and <c>use1-bos1-az1</c> of <c>us-east-1-bos-1a</c>,
    /// <c>use1-wl1-bos-wlz1</c> of <c>us-east-1-wl1-bos-wlz-1</c>; null where the code is of no known region.</summary>
    public static string? IdOf(string zone)
    {
        if (IsWavelength(zone)) return WavelengthZoneIdOf(zone);
        if (zone.Length < 2 || zone[^1] is not (>= 'a' and <= 'z') || !char.IsAsciiDigit(zone[^2])) return null;
        string group = zone[..^1];
        int number = zone[^1] - 'a' + 1;
        if (_regionPrefixes.TryGetValue(group, out string? prefix)) return $"{prefix}-az{number}";
        return LocalZoneIdOf(group, number);
    }

    /// <summary>The region of a zone's code; null where it is of no known region.</summary>
    public static string? RegionOf(string zone)
    {
        for (int end = zone.Length; end > 0; end--)
            if (_regionPrefixes.ContainsKey(zone[..end])) return zone[..end];
        return null;
    }

    /// <summary>Whether a zone is a Wavelength Zone, such as <c>us-east-1-wl1-bos-wlz-1</c>.</summary>
    public static bool IsWavelength(string zone) => zone.Contains(WavelengthMark, StringComparison.Ordinal);

    /// <summary>Whether a zone is a Local Zone, such as <c>us-east-1-bos-1a</c>: a known region's, with a place behind the region.</summary>
    public static bool IsLocalZone(string zone) =>
        !IsWavelength(zone) && RegionOf(zone) is { } region && zone.Length > region.Length && zone[region.Length] == '-';

    internal static bool IsRegion(string text) => _regionPrefixes.ContainsKey(text);

    // us-east-1-wl1-bos-wlz-1 is use1-wl1-bos-wlz1.
    private static string? WavelengthZoneIdOf(string zone)
    {
        if (RegionOf(zone) is not { } region) return null;
        int number = zone.LastIndexOf('-');
        return _regionPrefixes[region] + zone[region.Length..number] + zone[(number + 1)..];
    }

    private static string? LocalZoneIdOf(string group, int number)
    {
        int lastDash = group.LastIndexOf('-');
        int placeDash = lastDash > 0 ? group.LastIndexOf('-', lastDash - 1) : -1;
        if (placeDash <= 0 || !_regionPrefixes.TryGetValue(group[..placeDash], out string? prefix)) return null;
        return $"{prefix}-{group[(placeDash + 1)..lastDash]}{group[(lastDash + 1)..]}-az{number}";
    }
}
