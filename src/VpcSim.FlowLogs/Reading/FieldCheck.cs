using System.Buffers.Text;
using System.Net;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Reading;

/// <summary>What values a column may have. <c>-</c> is none and always allowed.</summary>
internal static class FieldCheck
{
    private const int MostPort = 65_535, MostProtocol = 255;

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    public static string? WhyNot(LogColumn column, ReadOnlySpan<byte> value)
    {
        if (value is [(byte)'-']) return null;
        if (column.Kind != LogFieldKind.Text)
            return TryNumber(value, out long number) && number <= MostOf(column) ? null : Say(column, value, NumberWords(column, value));
        return column.Field switch
        {
            LogField.SrcAddr or LogField.DstAddr or LogField.PktSrcAddr or LogField.PktDstAddr => TryAddress(value, out _) ? null : Say(column, value, "not an address"),
            LogField.Action => value.SequenceEqual("ACCEPT"u8) || value.SequenceEqual("REJECT"u8) ? null : Say(column, value, "neither ACCEPT nor REJECT"),
            LogField.LogStatus => TryStatus(value, out _) ? null : Say(column, value, "none of OK, NODATA, SKIPDATA"),
            LogField.FlowDirection => value.SequenceEqual("ingress"u8) || value.SequenceEqual("egress"u8) ? null : Say(column, value, "neither ingress nor egress"),
            _ => value.IsEmpty ? Say(column, value, "empty") : null,
        };
    }

    /// <summary>The largest number that a column takes.</summary>
    public static long MostOf(LogColumn column) => column.Field switch
    {
        LogField.SrcPort or LogField.DstPort => MostPort,
        LogField.Protocol => MostProtocol,
        _ => column.Kind == LogFieldKind.Int32 ? int.MaxValue : long.MaxValue,
    };

    /// <summary>A whole number from 0 on, in digits alone.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> value, out long number)
    {
        number = 0;
        return value.Length > 0 && char.IsAsciiDigit((char)value[0]) && Utf8Parser.TryParse(value, out number, out int used) && used == value.Length;
    }

    public static bool TryStatus(ReadOnlySpan<byte> value, out LogStatus status)
    {
        status = value.SequenceEqual("OK"u8) ? LogStatus.Ok : value.SequenceEqual("NODATA"u8) ? LogStatus.NoData : LogStatus.SkipData;
        return status != LogStatus.SkipData || value.SequenceEqual("SKIPDATA"u8);
    }

    /// <summary>Dotted quad without leading zeros, or IPv6 text. IPv4 never allocates.</summary>
    public static bool TryAddress(ReadOnlySpan<byte> value, out IpAddress address)
    {
        address = default;
        if (value.Contains((byte)':'))
        {
            if (value.IndexOfAny((byte)'%', (byte)'[', (byte)'/') >= 0 || !IPAddress.TryParse(value, out IPAddress? parsed)) return false;
            address = IpAddress.From(parsed);
            return true;
        }
        uint bits = 0, octet = 0;
        int octets = 0, digits = 0;
        foreach (byte letter in value)
        {
            if (letter == (byte)'.')
            {
                if (digits == 0 || ++octets > 3) return false;
                bits = (bits << 8) | octet;
                octet = 0;
                digits = 0;
                continue;
            }
            uint digit = (uint)(letter - '0');
            if (digit > 9 || (digits > 0 && octet == 0)) return false;
            octet = (octet * 10) + digit;
            digits++;
            if (octet > 255) return false;
        }
        if (octets != 3 || digits == 0) return false;
        address = IpAddress.FromIPv4((bits << 8) | octet);
        return true;
    }

    private static string NumberWords(LogColumn column, ReadOnlySpan<byte> value) => column.Field switch
    {
        LogField.SrcPort or LogField.DstPort => "not a port (0 to 65535)",
        LogField.Protocol => "not a protocol number (0 to 255)",
        _ => value.Length > 0 && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? $"more than {MostOf(column)}" : "not a whole number",
    };

    private static string Say(LogColumn column, ReadOnlySpan<byte> value, string words) => $"{column.Name} is '{LineText.Shown(value)}', {words}";
}
