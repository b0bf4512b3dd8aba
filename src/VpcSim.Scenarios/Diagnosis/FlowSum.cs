namespace VpcSim.Scenarios.Diagnosis;

/// <summary>What the records of one flow and one action say together.</summary>
public struct FlowSum
{
    public long Records { get; private set; }

    public long Packets { get; private set; }

    /// <summary>Unix seconds of the first packet; meaningful where there are records.</summary>
    public long First { get; private set; }

    /// <summary>Unix seconds of the last packet.</summary>
    public long Last { get; private set; }

    /// <summary><c>tcp-flags</c> of all records together.</summary>
    public byte TcpFlags { get; private set; }

    /// <summary>Whether some record shows flags.</summary>
    public bool ShowsFlags { get; private set; }

    public readonly bool IsEmpty => Records == 0;

    internal void Add(in LoggedFlow flow)
    {
        First = Records == 0 ? flow.Start : Math.Min(First, flow.Start);
        Last = Math.Max(Last, flow.End);
        Records++;
        Packets += flow.Packets;
        TcpFlags |= flow.TcpFlags ?? 0;
        ShowsFlags |= flow.TcpFlags is not null;
    }
}
