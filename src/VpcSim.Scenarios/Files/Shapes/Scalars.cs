using System.Globalization;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Protocols;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>The kinds of scalar that scenario files hold.</summary>
internal static class Scalars
{
    public static ScalarShape Text(string expected) => new(expected, static text => text.Length > 0);

    public static ScalarShape Url { get; } = new("a URL such as http://example.org/", static text => Fetch.TryUrl(text, out _));

    public static ScalarShape DomainName { get; } = new("a DNS name", DnsMessage.IsName) { Pattern = @"^([^.]{1,63}\.)*[^.]{1,63}\.?$" };

    /// <summary>A text that may be written as a number or a boolean.</summary>
    public static ScalarShape Value { get; } = new("a text or a number", static _ => true) { Types = ["string", "number", "boolean"] };

    public static ScalarShape Name { get; } = new("a name", static text => text.Length > 0) { Types = ["string"] };

    public static ScalarShape Flag { get; } = new("true or false", static text => TryFlag(text, out _)) { Types = ["boolean"], Values = ["true", "false"] };

    public static ScalarShape Address { get; } = new("an IPv4 or IPv6 address", static text => IpAddress.TryParse(text, out _));

    public static ScalarShape Block { get; } = new("a CIDR block such as 10.0.0.0/16", static text => Cidr.TryParse(text, out _)) { Pattern = "^[0-9A-Fa-f:.]+/[0-9]{1,3}$" };

    public static ScalarShape Port { get; } = Whole("a port, 1 to 65535", 1, 65_535);

    public static ScalarShape Duration { get; } = new("a duration with its unit, such as 250ms, 1s, 5m or 1h30m", static text => Durations.TryParse(text, out _))
    {
        Pattern = @"^(0|(0*[0-9]{1,19}(\.[0-9]+)?ns|0*[0-9]{1,16}(\.[0-9]+)?us|0*[0-9]{1,13}(\.[0-9]+)?ms|0*[0-9]{1,10}(\.[0-9]+)?s|0*[0-9]{1,9}(\.[0-9]+)?m|0*[0-9]{1,7}(\.[0-9]+)?h|0*[0-9]{1,6}(\.[0-9]+)?d)+)$", // each at most 9e18 nanoseconds
        Types = ["string", "integer"],
        Minimum = 0,
        Maximum = 0, // the only number without a unit
    };

    public static ScalarShape Bandwidth { get; } = new("bits a second with their unit, such as 100Mbit, 1.5Gbit or 64kbit", static text => Bandwidths.TryParse(text, out _))
    {
        Pattern = @"^[0-9]+(\.[0-9]+)?(bit|kbit|Mbit|Gbit|Tbit)$",
    };

    public static ScalarShape Share { get; } = new("a share such as 0.5% or 0.005", static text => TryShare(text, out _)) { Types = ["string", "number"] };

    public static ScalarShape Moment { get; } = new("a time such as 2026-01-01T00:00:00Z", static text => Durations.TryMoment(text, out _))
    {
        Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
    };

    public static ScalarShape Account { get; } = new("an account id of 12 digits", static text => text.Length == 12 && text.All(char.IsAsciiDigit))
    {
        Types = ["string", "integer"],
        Pattern = "^[0-9]{12}$",
    };

    public static ScalarShape Reason { get; } = OneOf("the name of a drop reason (docs/verdicts.md)", [.. Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None).Select(DropReasons.NameOf)]);

    public static ScalarShape Protocol { get; } = new("tcp, udp, icmp, icmpv6 or a protocol's number, 0 to 255", static text => TryProtocol(text, out _)) { Types = ["string", "integer"] };

    /// <summary>A field of a flow-log record, for comparison.</summary>
    public static IEnumerable<LogField> LogFieldsOfRecords { get; } = Enum.GetValues<LogField>();

    /// <summary>A value that records may have in a field; <c>-</c> where there is none. (VPC guide, "Flow log records")</summary>
    public static ScalarShape ValueOf(LogField field) => field switch
    {
        LogField.Action => OneOf("ACCEPT, REJECT or -", "ACCEPT", "REJECT", "-"),
        LogField.SrcAddr or LogField.DstAddr or LogField.PktSrcAddr or LogField.PktDstAddr => new ScalarShape("an IPv4 or IPv6 address, or -", static text => text == "-" || IpAddress.TryParse(text, out _))
        {
            Pattern = "^([0-9A-Fa-f:.]+|-)$",
        },
        LogField.FlowDirection => OneOf("ingress, egress or -", "ingress", "egress", "-"),
        LogField.RejectReason => OneOf("BPA or -", "BPA", "-"),
        LogField.Type => OneOf("IPv4, IPv6 or -", "IPv4", "IPv6", "-"),
        LogField.InterfaceId or LogField.NextHopInterfaceId => IdOf("eni"),
        LogField.SubnetId or LogField.NextHopSubnetId => IdOf("subnet"),
        LogField.VpcId or LogField.NextHopVpcId => IdOf("vpc"),
        LogField.InstanceId => IdOf("i"),
        LogField.EcsClusterArn or LogField.EcsTaskArn or LogField.EcsTaskDefinitionArn or LogField.EcsContainerInstanceArn => new ScalarShape("an ARN of ECS (arn:…:ecs:…) or -", IsArnOrNone)
        {
            Pattern = "^(arn:.*|-)$",
        },
        LogField.ResourceId => IdOf("nat"),
        LogField.LogStatus => OneOf("OK, NODATA or SKIPDATA", "OK", "NODATA", "SKIPDATA"),
        _ when LogFields.KindOf(field) != LogFieldKind.Text => new ScalarShape("a whole number or -", static text => text == "-" || TryWhole(text, out _))
        {
            Types = ["string", "integer"],
            Pattern = "^([0-9]+|-)$",
            Minimum = 0,
        },
        _ => Value,
    };

    private static bool IsArnOrNone(string text) => text == "-" || text.StartsWith("arn:", StringComparison.Ordinal);

    public static ScalarShape Whole(string expected, long minimum, long maximum) =>
        new(expected, text => TryWhole(text, out long number) && number >= minimum && number <= maximum) { Types = ["integer"], Minimum = minimum, Maximum = maximum };

    public static ScalarShape OneOf(string expected, params string[] values) => new(expected, text => values.Contains(text, StringComparer.Ordinal)) { Values = values };

    private static ScalarShape IdOf(string prefix) => new(
        $"an id of AWS ({prefix}-…) or -; names of the design stand under interface", text => text == "-" || text.StartsWith($"{prefix}-", StringComparison.Ordinal))
    {
        Pattern = $"^({prefix}-.*|-)$",
    };

    public static bool TryFlag(string text, out bool flag)
    {
        flag = text is "true" or "yes" or "on" or "Yes" or "On" or "YES" or "ON";
        return flag || text is "false" or "no" or "off" or "No" or "Off" or "NO" or "OFF";
    }

    public static bool TryWhole(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>A share of one: <c>0.5%</c> is 0.005.</summary>
    public static bool TryShare(string text, out double share)
    {
        bool percent = text.EndsWith('%');
        bool isNumber = double.TryParse(percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share);
        if (percent) share /= 100;
        return isNumber && share is >= 0 and <= 1;
    }

    /// <summary>A protocol by the name that AWS gives it or its IANA number.</summary>
    public static bool TryProtocol(string text, out byte protocol)
    {
        protocol = text switch { "tcp" => 6, "udp" => 17, "icmp" => 1, "icmpv6" => 58, _ => 0 };
        return protocol != 0 || byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out protocol);
    }
}
