namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Takes what <see cref="WindowMeter"/> reports, in the order of flow-log records: window end, interface id, first packet.</summary>
/// <remarks>Ends of windows are in the seconds of the meter's <see cref="WindowGrid"/>.</remarks>
public interface IWindowSink
{
    /// <summary>Windows end; their flows follow.</summary>
    /// <param name="endSeconds">The end.</param>
    /// <param name="shortEnds">Whether a short window ends.</param>
    /// <param name="longEnds">Whether a long window ends.</param>
    void BeginWindow(long endSeconds, bool shortEnds, bool longEnds);

    /// <summary>One flow of a window that ends; of both intervals mixed where both end.</summary>
    void Flow(in FlowAggregate aggregate);

    /// <summary>All flows of the windows that end have been told.</summary>
    void EndWindow();

    /// <summary>Windows without any flow: every end after <paramref name="afterSeconds"/> up to and with <paramref name="lastEndSeconds"/>.</summary>
    void IdleWindows(long afterSeconds, long lastEndSeconds);
}
