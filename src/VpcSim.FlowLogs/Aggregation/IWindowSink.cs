namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Takes what <see cref="WindowMeter"/> reports, in the order of flow-log records: window end, interface id, first packet.</summary>
public interface IWindowSink
{
    /// <summary>Windows end; their flows follow.</summary>
    /// <param name="endSeconds">The end in seconds since 1970.</param>
    /// <param name="shortEnds">Whether a window of 60 s ends.</param>
    /// <param name="longEnds">Whether a window of 600 s ends.</param>
    void BeginWindow(long endSeconds, bool shortEnds, bool longEnds);

    /// <summary>One flow of a window that ends; of both intervals mixed where both end.</summary>
    void Flow(in FlowAggregate aggregate);

    /// <summary>All flows of the windows that end have been told.</summary>
    void EndWindow();

    /// <summary>Windows without any flow: every end after <paramref name="afterSeconds"/> up to and with <paramref name="lastEndSeconds"/>.</summary>
    void IdleWindows(long afterSeconds, long lastEndSeconds);
}
