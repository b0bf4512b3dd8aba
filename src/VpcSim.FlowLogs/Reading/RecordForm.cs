namespace VpcSim.FlowLogs.Reading;

/// <summary>How records are printed.</summary>
public enum RecordForm : byte
{
    /// <summary>Lines with a space between fields, a header line before them.</summary>
    Text,

    /// <summary>RFC 4180, the columns named as Athena's; a dash is an empty value.</summary>
    Csv,

    /// <summary>An object each, with a comma between two; a dash is null.</summary>
    Json,
}
