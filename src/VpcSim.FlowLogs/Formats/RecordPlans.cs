using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Formats;

/// <summary>The plans of all interfaces for records of one status, each made with the interface's first one.</summary>
/// <param name="format">The format.</param>
/// <param name="facts">The texts of interfaces.</param>
/// <param name="status">What the field <c>log-status</c> says.</param>
internal sealed class RecordPlans(LogFormat format, InterfaceFacts facts, string status)
{
    private readonly RecordPlanMaker _maker = new(format, facts, status);
    private RecordPlan?[] _plans = [];
    private RecordPlan? _latest;

    public RecordPlan this[int networkInterface]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            RecordPlan?[] plans = _plans;
            return (uint)networkInterface < (uint)plans.Length && plans[networkInterface] is { } plan ? plan : Make(networkInterface);
        }
    }

    private RecordPlan Make(int networkInterface)
    {
        if (_plans.Length == 0) _plans = new RecordPlan?[facts.Count];
        return _latest = _plans[networkInterface] = _maker.Make(networkInterface, _latest);
    }
}
