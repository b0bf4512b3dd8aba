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

    /// <summary>A part of an open window follows, for those flow logs alone that it is for; the window itself is told when it ends.</summary>
    /// <param name="endSeconds">When the whole window ends.</param>
    /// <param name="part">Which part.</param>
    void BeginPart(long endSeconds, WindowPart part) => BeginWindow(endSeconds, shortEnds: false, longEnds: false);

    /// <summary>One flow of a window that ends; of both intervals mixed where both end.</summary>
    void Flow(in FlowAggregate aggregate);

    /// <summary>All flows of the windows that end have been told.</summary>
    void EndWindow();

    /// <summary>Windows without any flow: every end after <paramref name="afterSeconds"/> up to and with <paramref name="lastEndSeconds"/>.</summary>
    void IdleWindows(long afterSeconds, long lastEndSeconds);
}
