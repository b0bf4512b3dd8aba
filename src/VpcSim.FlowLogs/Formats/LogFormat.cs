using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace VpcSim.FlowLogs.Formats;

/// <summary>The fields of a flow log's records, in order. (VPC guide, "Flow log records"; EC2 API, CreateFlowLogs, LogFormat)</summary>
/// <remarks>A field may stand more than once: AWS's CDK makes such formats itself (<c>LogFormat.VERSION</c> before <c>ALL_DEFAULT_FIELDS</c>).</remarks>
public sealed class LogFormat
{
    private LogFormat(ImmutableArray<LogField> fields)
    {
        Fields = fields;
        string[] names = new string[fields.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = LogFields.NameOf(fields[i]);
            Version = Math.Max(Version, LogFields.VersionOf(fields[i]));
        }
        Header = string.Join(' ', names);
    }

    /// <summary>The default format: the fields of version 2 in AWS's order.</summary>
    public static LogFormat Default { get; } = new(
    [
        LogField.Version, LogField.AccountId, LogField.InterfaceId, LogField.SrcAddr, LogField.DstAddr, LogField.SrcPort, LogField.DstPort,
        LogField.Protocol, LogField.Packets, LogField.Bytes, LogField.Start, LogField.End, LogField.Action, LogField.LogStatus,
    ]);

    /// <summary>At least one.</summary>
    public ImmutableArray<LogField> Fields { get; }

    /// <summary>What the field <c>version</c> prints: the highest version among the fields, 2 for the default format.</summary>
    public int Version { get; }

    /// <summary>The fields' names separated by a space, as the first line of a file in S3 has them.</summary>
    public string Header { get; }

    /// <summary>Reads <c>${version} ${vpc-id} …</c>, bare names (<c>version vpc-id …</c>), or null for the default format.</summary>
    /// <exception cref="FormatException">The text holds no field, or one that VPC flow logs do not have; the message names it and the nearest one.</exception>
    public static LogFormat Parse(string? text) =>
        TryParse(text, out LogFormat? format, out string? error) ? format : throw new FormatException(error);

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LogFormat? format, [NotNullWhen(false)] out string? error)
    {
        format = null;
        error = null;
        if (text is null)
        {
            format = Default;
            return true;
        }
        ImmutableArray<LogField>.Builder fields = ImmutableArray.CreateBuilder<LogField>();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string name = Bare(word);
            if (LogFields.TryFind(name, out LogField field))
            {
                fields.Add(field);
                continue;
            }
            error = IsSeveral(name) ? $"'{word}' is no field; fields are separated by single spaces, as in '${{srcaddr}} ${{dstaddr}}'" : LogFields.WhyNot(name);
            return false;
        }
        if (fields.Count == 0)
        {
            error = "the log format is empty: name at least one field, such as '${srcaddr} ${dstaddr} ${action}'";
            return false;
        }
        format = new LogFormat(fields.ToImmutable());
        return true;
    }

    public override string ToString() => string.Join(' ', Fields.Select(field => $"${{{LogFields.NameOf(field)}}}"));

    private static bool IsSeveral(string word) => word.AsSpan().IndexOfAny(",;|") >= 0 || word.Contains("${", StringComparison.Ordinal);

    private static string Bare(string word) => word.StartsWith("${", StringComparison.Ordinal) && word.EndsWith('}') ? word[2..^1] : word;
}
