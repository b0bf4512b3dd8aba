namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Hands windows on, and tells when all of one has been handed on.</summary>
internal sealed class ToldWindows(IWindowSink inner, Action reported) : IWindowSink
{
    public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds) => inner.BeginWindow(endSeconds, shortEnds, longEnds);

    public void BeginPart(long endSeconds, WindowPart part) => inner.BeginPart(endSeconds, part);

    public void Flow(in FlowAggregate aggregate) => inner.Flow(in aggregate);

    public void EndWindow()
    {
        inner.EndWindow();
        reported();
    }

    public void IdleWindows(long afterSeconds, long lastEndSeconds)
    {
        inner.IdleWindows(afterSeconds, lastEndSeconds);
        reported();
    }
}
